package dev.proofmark.service.proofs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.proofmark.service.models.ModelForm;
import dev.proofmark.service.tensors.InferenceDocument;
import io.swagger.v3.oas.annotations.media.Schema;

/// The parts of a request that brings model and input together, for the API's description.
@Schema(name = "ProofForm", description = "A model and an input of it; an empty part is an absent one")
record ProofForm(
        @JsonUnwrapped ModelForm upload,
        @Schema(description = "A `ProofRequest` document in JSON", example = InferenceDocument.BY_NAME,
                contentMediaType = "application/json", contentSchema = InferenceDocument.class) String input) {}
