package dev.proofmark.service.verification;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The parts of a verification request, for the API's description.
@Schema(name = "VerificationForm", description = "What is to be verified")
record VerificationForm(
        @Schema(type = "string", format = "binary", description = "The proof's file") String proof,
        @Schema(type = "string", format = "binary", description = "The verification key's file") String key,
        @Schema(type = "string", format = "binary",
                description = "The statement's file: must be byte-equal to the statement inside the proof") @Nullable String statement) {}
