package dev.proofmark.service.engine;

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
    /// @param code the reason, for programs
    /// @param reason the reason, in words
    record Rejected(String code, String reason) implements Verdict {}
}
