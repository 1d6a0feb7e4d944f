package dev.proofmark.service.engine;

import dev.proofmark.proving.verifier.Rejection;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import java.util.List;
import java.util.Map;

/// What a verifier says.
public sealed interface Verdict {
    /// The proof is valid, and this is what it shows.
    ///
    /// @param keyDigest the key the statement names
    /// @param context the caller's text that the proof is bound to
    /// @param publicInputs the inputs the statement shows, in the model's units; empty when they are private
    /// @param outputs the outputs the statement shows, in the model's units
    /// @param securityBits about so many bits
    /// @param sentences the same in words
    record Accepted(
            String keyDigest,
            String context,
            Visibility inputVisibility,
            Map<String, Tensor> publicInputs,
            Map<String, Tensor> outputs,
            int securityBits,
            List<String> sentences)
            implements Verdict {}

    /// The proof shows nothing.
    ///
    /// @param rejection the check that failed
    /// @param reason what was found, in words
    record Rejected(Rejection rejection, String reason) implements Verdict {
        /// The reason, for programs: one of the codes of docs/protocol.md, section 17.
        public String code() {
            return rejection.code();
        }
    }
}
