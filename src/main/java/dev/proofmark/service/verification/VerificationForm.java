package dev.proofmark.service.verification;

import io.swagger.v3.oas.annotations.media.Schema;

/// The parts of a verification request, for the API's description.
@Schema(name = "VerificationForm")
record VerificationForm(
        @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED) String proof,
        @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED) String key,
        @Schema(type = "string", format = "binary",
                description = "must be byte-equal to the statement inside the proof") String statement) {}
