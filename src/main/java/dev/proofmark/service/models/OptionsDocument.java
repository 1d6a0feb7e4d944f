package dev.proofmark.service.models;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `options` of an upload, for the API's description; `OptionsReader` reads them.
@Schema(name = "ModelOptions", description = "How a model is registered. Every field may be left out, null or empty.",
        example = OptionsDocument.EXAMPLE)
record OptionsDocument(
        @Schema(description = "Lengths of the axes of inputs, by input name: binds symbolic axes",
                example = "{\"applicant\": [1, 16]}") @Nullable Map<String, List<Integer>> shapes,
        @Schema(description = "Lowest and highest value that proofs accept, by input name; needed where there is no calibration",
                example = "{\"applicant\": [0, 250]}") @Nullable Map<String, List<Double>> inputRanges,
        @Schema(description = "Names of constants of one element (initializers, or outputs of constant nodes) that the key may show."
                + " All others but usual numbers are hidden as weights are; showing one makes the proof a little cheaper.",
                example = "[\"layer3.bias\"]") @Nullable List<String> publicScalars,
        @Schema(description = "How finely activations are represented", allowableValues = {
            "default", "high"},
                defaultValue = "default") @Nullable String precision,
        @Schema(description = "Whether the statement shows the outputs", allowableValues = {"public", "private"},
                defaultValue = "public") @Nullable String outputVisibility,
        @Schema(description = "What the blindings of the weights are derived from: secret. The same files, options and seed give"
                + " the same key; a fresh one is drawn where none comes.", maxLength = 1024,
                example = "0f3c6a1de2b94875a6c1f7e09b2d4c58") @Nullable String seed){
    static final String EXAMPLE = "{\"precision\": \"default\", \"outputVisibility\": \"public\"}";
}
