package dev.proofmark.service.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.proofmark.service.engine.Verdict;
import dev.proofmark.service.platform.Digests;
import dev.proofmark.service.platform.PrintableText;
import dev.proofmark.service.tensors.TensorView;
import dev.proofmark.service.tensors.Visibility;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a verifier says about a proof.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Verification", description = "What a verifier says about a proof")
record VerificationView(
        @Schema(description = "Whether the proof is valid for the key, and for the statement where one came") boolean valid,
        @Schema(description = "Why it is not valid, in words", example = "the proof's opening does not hold") @Nullable String reason,
        @Schema(description = "The same for programs", example = "opening") @Nullable String reasonCode,
        @Schema(description = "What the proof shows, in words; absent where it is not valid, like all that follows",
                example = "[\"The outputs are those of the committed model.\"]") @Nullable List<String> proven,
        @Schema(description = "Whether the statement shows the inputs") @Nullable Visibility inputVisibility,
        @Schema(description = "The inputs by name, where the statement shows them") @Nullable Map<String, TensorView> inputs,
        @Schema(description = "The outputs by name that the statement shows") @Nullable Map<String, TensorView> outputs,
        @Schema(description = "The text that the proof is bound to", example = "application 4711") @Nullable String context,
        Digested digests,
        @Schema(description = "About so many bits of security", example = "100") @Nullable Integer securityBits,
        @Schema(description = "How long verifying took", example = "31.5") double verifyMillis) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "VerificationDigests", description = "Digests of what was verified, lower-case hexadecimal")
    record Digested(
            @Schema(description = "The digest by which the statement names the key; absent where the proof is not valid",
                    example = SHA_256) @Nullable String key,
            @Schema(description = "SHA-256 of the key's file", example = SHA_256) String verificationKey,
            @Schema(description = "SHA-256 of the proof's file", example = SHA_256) String proof) {
        private static final String SHA_256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    }

    /// @param keyFile SHA-256 of the key's file; likewise `proofFile`
    static VerificationView of(Verdict verdict, String keyFile, String proofFile, double millis) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> new VerificationView(true, null, null, accepted.sentences(),
                    accepted.inputVisibility(),
                    accepted.publicInputs().isEmpty() ? null : TensorView.of(accepted.publicInputs()),
                    TensorView.of(accepted.outputs()), accepted.context(),
                    new Digested(accepted.keyDigest(), keyFile, proofFile), accepted.securityBits(), millis);
            case Verdict.Rejected rejected -> new VerificationView(false, PrintableText.of(rejected.reason()), rejected.code(), null, null,
                    null, null, null, new Digested(null, keyFile, proofFile), null, millis);
        };
    }
}
