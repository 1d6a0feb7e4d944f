package dev.proofmark.service.engine;

import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.MalformedBytes;
import dev.proofmark.proving.verifier.ProvenFacts;
import dev.proofmark.proving.verifier.Rejection;
import dev.proofmark.proving.verifier.VerificationResult;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.service.platform.Digests;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/// Verifies with keys given as bytes; a key's registration proof is checked when the key is first seen, and the checked
/// key is kept under the digest of all its bytes.
@Component
class KeyedVerifier {
    private final KeyCache<String, Verifier> verifiers = new KeyCache<>("verification");

    Verdict verify(byte[] verificationKey, ProofSource proof, Optional<byte[]> statement, Runnable interruption) {
        demandFormat(Format.KEY, verificationKey, "verification key");
        demandFormat(Format.PROOF, proof.head(Format.HEADER_BYTES), "proof");
        Verifier verifier = verifiers.get(Digests.sha256(verificationKey),
                () -> Verifier.of(decode(verificationKey, interruption), interruption));
        VerificationResult result = verifier.tooLong(proof.length(), proof.head(Verifier.HEAD_BYTES))
                .<VerificationResult>map(rejected -> rejected)
                .orElseGet(() -> verifier.verify(proof.read(), statement.orElse(null), interruption));
        return switch (result) {
            case VerificationResult.Rejected(Rejection rejection, String reason) -> new Verdict.Rejected(rejection, reason);
            case VerificationResult.Accepted accepted -> accepted(ProvenFacts.of(verifier.key(), accepted));
        };
    }

    /// Only what says of itself that it has another format; all else is judged.
    private static void demandFormat(Format kind, byte[] bytes, String name) {
        OptionalInt version = kind.version(bytes);
        if (version.isPresent() && version.getAsInt() != Format.VERSION) {
            throw new FormatNotSupportedException(name, version.getAsInt(), Format.VERSION);
        }
    }

    private static VerificationKey decode(byte[] bytes, Runnable interruption) {
        try {
            return VerificationKey.decode(bytes, interruption);
        } catch (MalformedBytes e) {
            throw new KeyUnreadableException("the verification key does not decode: " + e.getMessage());
        }
    }

    private static Verdict accepted(ProvenFacts facts) {
        return new Verdict.Accepted(facts.keyDigest(), facts.context(),
                facts.privateInputs().isEmpty() ? Visibility.PUBLIC : Visibility.PRIVATE,
                tensors(facts.inputs()), tensors(facts.outputs()), ProvenFacts.SECURITY_BITS, facts.lines());
    }

    private static Map<String, Tensor> tensors(List<ProvenFacts.NamedValues> values) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        values.forEach(value -> tensors.put(
                value.name(), new Tensor(Arrays.stream(value.shape()).boxed().toList(), value.values())));
        return tensors;
    }
}
