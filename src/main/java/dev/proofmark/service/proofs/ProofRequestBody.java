package dev.proofmark.service.proofs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/// The body of a proof request, for the API's description; `InputReader` reads it.
@Schema(name = "ProofRequest", description = "exactly one of inputs and input_data")
record ProofRequestBody(
        @Schema(description = "nested lists of numbers, by input name", example = "{\"applicant\": [[0.2, 1.5, 3.0]]}")
        Map<String, Object> inputs,
        @Schema(name = "input_data", description = "flat lists of numbers, in the model's input order",
                example = "[[0.2, 1.5, 3.0]]")
        List<List<Double>> input_data,
        @Schema(allowableValues = {"private", "public"}, defaultValue = "private") String inputVisibility,
        @Schema(description = "bound to the proof: a verifier sees it", example = "application 4711", maxLength = 1024)
        String context) {}
