package dev.proofmark.service.tensors;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of a proof request, for the API's description; `InputReader` reads it. The examples are of the sample model.
@Schema(name = "ProofRequest", oneOf = {InferenceDocument.ByName.class, InferenceDocument.InOrder.class},
        description = "An input in one of two forms. A field that is null or empty is a field that did not come.")
public sealed interface InferenceDocument {
    String BY_NAME = "{\"inputs\": {\"applicant\": [[34.8, 40, 19, 4.6, 14.4, 12.6, 12.3, 48, 9, 3, 61, 1, 0, 8, 6, 12.9]]},"
            + " \"inputVisibility\": \"private\", \"context\": \"application 4711\"}";
    String IN_ORDER = "{\"input_data\": [[34.8, 40, 19, 4.6, 14.4, 12.6, 12.3, 48, 9, 3, 61, 1, 0, 8, 6, 12.9]],"
            + " \"inputVisibility\": \"public\"}";
    String CONTEXT = "The caller's text, bound to the proof: a verifier sees it";
    String VISIBILITY = "Whether the statement shows the inputs; `private` where it is left out";

    /// Inputs by name.
    @Schema(name = "ProofRequestByName", description = "Inputs by name", additionalProperties = AdditionalPropertiesValue.FALSE,
            example = BY_NAME)
    record ByName(
            @Schema(description = "Nested lists of numbers by input name: in the model's shape, or one flat list of as many"
                    + " numbers", minProperties = 1) Map<String, Object> inputs,
            @Schema(description = VISIBILITY, types = {
                "string", "null"}, allowableValues = {"private", "public"}) @Nullable String inputVisibility,
            @Schema(description = CONTEXT, types = {"string", "null"}, maxLength = 1024,
                    example = "application 4711") @Nullable String context)
            implements InferenceDocument{
    }

    /// Inputs in the model's order.
    @Schema(name = "ProofRequestInOrder", description = "Inputs in the model's order",
            additionalProperties = AdditionalPropertiesValue.FALSE, example = IN_ORDER)
    record InOrder(
            @ArraySchema(minItems = 1,
                    arraySchema = @Schema(description = "One flat list of numbers for each input, in the model's order")) List<
                            List<Double>> input_data,
            @Schema(description = VISIBILITY, types = {
                "string", "null"}, allowableValues = {"private", "public"}) @Nullable String inputVisibility,
            @Schema(description = CONTEXT, types = {"string", "null"}, maxLength = 1024,
                    example = "application 4711") @Nullable String context)
            implements InferenceDocument{
    }
}
