package dev.proofmark.service.proofs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.proofmark.service.models.ModelForm;
import io.swagger.v3.oas.annotations.media.Schema;

/// The parts of a request that brings model and input together, for the API's description.
@Schema(name = "ProofForm")
record ProofForm(
        @JsonUnwrapped ModelForm upload,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "a proof request's JSON body") String input) {}
