package dev.proofmark.service.proofs;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// The parts of a request that brings model and input together, for the API's description.
@Schema(name = "ProofForm")
record ProofForm(
        @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED,
                description = "the ONNX file")
        String model,
        @ArraySchema(
                arraySchema = @Schema(description =
                        "external data files, each under the file name that the model gives as location"),
                schema = @Schema(type = "string", format = "binary"))
        List<String> externalData,
        @Schema(description = "calibration data, as in a model's upload")
        String calibration,
        @Schema(description = "options, as in a model's upload")
        String options,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "a proof request's JSON body")
        String input) {}
