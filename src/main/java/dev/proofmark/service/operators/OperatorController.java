package dev.proofmark.service.operators;

import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.errors.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/operators`.
@RestController
@RequestMapping("/v1/operators")
@Tag(name = "models")
class OperatorController {
    private final InferenceEngine engine;

    OperatorController(InferenceEngine engine) {
        this.engine = engine;
    }

    @Operation(operationId = "listOperators", summary = "The ONNX operators that a model may consist of")
    @ApiResponse(responseCode = "200", description = "All operators", useReturnTypeSchema = true)
    @Problems
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    OperatorsView list() {
        return OperatorsView.of(engine.operators());
    }
}
