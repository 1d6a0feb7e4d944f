package dev.proofmark.service.models;

import dev.proofmark.service.tensors.CalibrationDocument;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of a model's upload, for the API's description; `ModelUploadReader` reads them.
@Schema(name = "ModelForm", description = "A model with what is needed to register it; an empty part is an absent one")
public record ModelForm(
        @Schema(type = "string", format = "binary", description = "The ONNX file") String model,
        @ArraySchema(
                arraySchema = @Schema(description = "External data files, each under the file name that the model gives as location"),
                schema = @Schema(type = "string", format = "binary")) @Nullable List<String> externalData,
        @Schema(description = "Typical inputs, as a `Calibration` document in JSON", example = CalibrationDocument.EXAMPLE,
                contentMediaType = "application/json", contentSchema = CalibrationDocument.class) @Nullable String calibration,
        @Schema(description = "A `ModelOptions` document in JSON", example = OptionsDocument.EXAMPLE,
                contentMediaType = "application/json", contentSchema = OptionsDocument.class) @Nullable String options) {}
