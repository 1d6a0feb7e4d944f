package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.artifacts.DownloadBytes;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.Problems;
import dev.proofmark.service.http.MultipartUpload;
import dev.proofmark.service.http.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/models`.
@RestController
@RequestMapping("/v1/models")
@Tag(name = "models", description = "Upload and register ONNX models")
class ModelController {
    private final ModelUploadReader uploads;
    private final ModelRegistry registry;
    private final ArtifactStore artifacts;

    ModelController(ModelUploadReader uploads, ModelRegistry registry, ArtifactStore artifacts) {
        this.uploads = uploads;
        this.registry = registry;
        this.artifacts = artifacts;
    }

    @Operation(operationId = "createModel", summary = "Upload a model; it is compiled and registered in the background",
            description = "What cannot be proven is refused in the answer, 422 with code `model-rejected`: `problems` names every"
                    + " unsupported node, attribute and type, each with what was expected and what was found; of a model that is"
                    + " supported, every fault of options and calibration. Whether the model's integers and its circuit stay within their limits is told in"
                    + " the answer too, where that is about a second's work: up to 2^30 multiplications for the inferences of"
                    + " calibration and the analysis of weights and values. A larger model is accepted, and one that goes beyond"
                    + " those limits then becomes FAILED, with the same code and `problems` on its page.",
            requestBody = @RequestBody(required = true, content = @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = ModelForm.class))))
    @ApiResponse(responseCode = "202", description = "It is accepted: follow its page", useReturnTypeSchema = true,
            headers = @Header(name = "Location", required = true, description = "The path of the model's page",
                    schema = @Schema(type = "string", format = "uri-reference")))
    @Problems({ProblemCode.MALFORMED_JSON, ProblemCode.MODEL_REJECTED, ProblemCode.INVALID_OPTIONS,
        ProblemCode.INVALID_CALIBRATION, ProblemCode.INVALID_INPUT, ProblemCode.INPUT_MISSING, ProblemCode.INPUT_SHAPE,
        ProblemCode.INPUT_NOT_A_NUMBER, ProblemCode.INSUFFICIENT_MEMORY, ProblemCode.QUEUE_FULL})
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ModelView> create(@Parameter(hidden = true) HttpServletRequest request) {
        registry.refuseWhenFull();
        UUID id = registry.add(uploads.read(MultipartUpload.of(request, ModelUploadReader.PARTS)));
        return ResponseEntity.accepted().location(URI.create("/v1/models/" + id)).body(registry.view(id));
    }

    @Operation(operationId = "listModels", summary = "Models, newest first; deleted ones only where they are asked for by status")
    @ApiResponse(responseCode = "200", description = "A page of the list", useReturnTypeSchema = true)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ModelView> list(
            @Parameter(description = "Only models of this status") @RequestParam(required = false) ModelStatus status,
            @Parameter(description = "`nextCursor` of the page before",
                    schema = @Schema(type = "string", minLength = 1)) @RequestParam(required = false) String cursor,
            @Parameter(description = "Entries of the page: 1 to 100, 20 by default",
                    schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "100",
                            defaultValue = "20")) @RequestParam(required = false) Integer limit) {
        return registry.page(status, cursor, limit);
    }

    @Operation(operationId = "getModel", summary = "A model's page")
    @ApiResponse(responseCode = "200", description = "The model's page", useReturnTypeSchema = true)
    @Problems(ProblemCode.MODEL_NOT_FOUND)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ModelView get(@Parameter(description = "The model's id") @PathVariable UUID id) {
        return registry.view(id);
    }

    @Operation(operationId = "getVerificationKey", summary = "The bytes of the model's last verification key")
    @ApiResponse(responseCode = "200", description = "The verification key's file", headers = {
        @Header(name = "ETag", required = true, description = "SHA-256 of the file, in quotes", schema = @Schema(type = "string")),
        @Header(name = "Content-Disposition", required = true, description = "A name for the file",
                schema = @Schema(type = "string"))
    }, content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
            schema = @Schema(type = "string", format = "binary")))
    @Problems({ProblemCode.MODEL_NOT_FOUND, ProblemCode.MODEL_NOT_READY, ProblemCode.ARTIFACT_DAMAGED})
    @GetMapping("/{id}/verification-key")
    ResponseEntity<byte[]> verificationKey(@Parameter(description = "The model's id") @PathVariable UUID id) {
        return DownloadBytes.of(artifacts, registry.verificationKey(id), id + ".pmkey");
    }

    @Operation(operationId = "listVerificationKeys", summary = "All verification keys that the model has had",
            description = "A model whose key has an older format than this version makes is registered again by itself. The key that"
                    + " this replaces stays, for those who have proofs under it.")
    @ApiResponse(responseCode = "200", description = "The keys", useReturnTypeSchema = true)
    @Problems(ProblemCode.MODEL_NOT_FOUND)
    @GetMapping(path = "/{id}/verification-keys", produces = MediaType.APPLICATION_JSON_VALUE)
    VerificationKeysView verificationKeys(@Parameter(description = "The model's id") @PathVariable UUID id) {
        return registry.verificationKeys(id);
    }

    @Operation(operationId = "deleteModel", summary = "Cancel the model's work and erase its secrets",
            description = "The verification keys, the model's page and its proofs stay: what was proven can still be verified.")
    @ApiResponse(responseCode = "204", description = "It is deleted")
    @Problems(ProblemCode.MODEL_NOT_FOUND)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@Parameter(description = "The model's id") @PathVariable UUID id) {
        registry.delete(id);
    }
}
