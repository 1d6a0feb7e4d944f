package dev.proofmark.service.engine;

import dev.proofmark.service.tensors.Signature;
import java.util.List;

/// What registering a model gives.
///
/// @param plan the compiled model: how inputs become integers and outputs numbers again; secret
/// @param provingKey circuit, weights and blindings; secret
/// @param verificationKey what a verifier needs; public
/// @param keyFormat the format of key, statements and proofs
/// @param keyDigest the digest by which statements name the key, lower-case hex
public record RegisteredModel(
        byte[] plan, byte[] provingKey, byte[] verificationKey, int keyFormat, String keyDigest, Signature signature,
        ModelReport report) {
    /// The same model with more warnings in its report.
    public RegisteredModel warning(List<String> more) {
        return new RegisteredModel(plan, provingKey, verificationKey, keyFormat, keyDigest, signature, report.warning(more));
    }

    @Override
    public String toString() {
        return "RegisteredModel[keyDigest=" + keyDigest + "]";
    }
}
