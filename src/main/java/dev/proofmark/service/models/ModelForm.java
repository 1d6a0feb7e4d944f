package dev.proofmark.service.models;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// The parts of a model's upload, for the API's description; `ModelUploadReader` reads them.
@Schema(name = "ModelForm")
public record ModelForm(
        @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED,
                description = "the ONNX file")
        String model,
        @ArraySchema(
                arraySchema = @Schema(description =
                        "external data files, each under the file name that the model gives as location"),
                schema = @Schema(type = "string", format = "binary"))
        List<String> externalData,
        @Schema(description = "{\"samples\": [S, ...]}, each S in the form of a proof request's body")
        String calibration,
        @Schema(description = "a JSON object: shapes {name: [..]}, inputRanges {name: [lo, hi]}, precision (default, high), "
                + "outputVisibility (public, private), seed")
        String options) {}
