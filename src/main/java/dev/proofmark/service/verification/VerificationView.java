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

/// What a verifier says about a proof.
///
/// @param reason why it is not valid, in words
/// @param reasonCode the same for programs
/// @param proven what the proof shows, in words
/// @param inputs the inputs, where the statement shows them
/// @param outputs the outputs that the statement shows
/// @param securityBits about so many bits of security
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Verification")
record VerificationView(
        boolean valid,
        String reason,
        String reasonCode,
        List<String> proven,
        Visibility inputVisibility,
        Map<String, TensorView> inputs,
        Map<String, TensorView> outputs,
        String context,
        Digested digests,
        Integer securityBits,
        double verifyMillis) {

    /// @param key the digest by which the statement names the key
    /// @param verificationKey SHA-256 of the key's file
    /// @param proof SHA-256 of the proof's file
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "VerificationDigests")
    record Digested(String key, String verificationKey, String proof) {}

    static VerificationView of(Verdict verdict, byte[] key, byte[] proof, double millis) {
        String keyFile = Digests.sha256(key);
        String proofFile = Digests.sha256(proof);
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
