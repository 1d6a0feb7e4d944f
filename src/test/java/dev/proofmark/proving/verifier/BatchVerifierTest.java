package dev.proofmark.proving.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.EquationSum;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.BatchVerifier.Entry;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Many proofs together: honest ones are accepted, a bad one is found, and errors that cancel between two proofs do not pass.
class BatchVerifierTest {
    private static final int RESPONSES_BEHIND_CELLS = 7;

    private record Proven(Verifier verifier, byte[] first, byte[] second) {
    }

    private static Proven proven(Sample sample, int salt) {
        ProvingKey key = KeyGenerator.register(sample.circuit(), sample.program(), sample.weights(), bytes(salt), bytes(salt + 1),
                Workers.sequential(), ProvingListener.NONE);
        byte[][] proofs = new byte[2][];
        int size = sample.circuit().inputs().getFirst().shape().size();
        for (int i = 0; i < 2; i++) {
            Prover.Request request = new Prover.Request(Map.of("x", SampleCircuits.input(size, 30, i)), false, new byte[0]);
            proofs[i] = new Prover(key).prove(request, bytes(salt + 2 + i), Workers.sequential(), ProvingListener.NONE).proof();
        }
        return new Proven(Verifier.of(key.verificationKey()), proofs[0], proofs[1]);
    }

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) value;
        return bytes;
    }

    /// The proof with an error of the opening's blinding: `error * H` in its group equations.
    private static byte[] withError(byte[] proof, long error) {
        byte[] changed = proof.clone();
        int at = proof.length - 32 * RESPONSES_BEHIND_CELLS;
        Fr.decode(proof, at).add(Fr.of(error)).encodeTo(changed, at);
        return changed;
    }

    @Test
    void acceptsHonestProofsOfSeveralKeysAndFindsTheBadOne() {
        Proven dense = proven(SampleCircuits.mlp(5, 3, 2, 3, 1), 10);
        Proven conv = proven(SampleCircuits.convolution(2, 5, 3, 4, 2), 20);
        List<Entry> entries = new ArrayList<>(List.of(new Entry(dense.verifier(), dense.first(), null),
                new Entry(conv.verifier(), conv.first(), null), new Entry(dense.verifier(), dense.second(), null)));
        assertThat(BatchVerifier.verify(entries)).allMatch(result -> result instanceof Accepted);
        entries.set(1, new Entry(conv.verifier(), withError(conv.first(), 1), null));
        List<VerificationResult> results = BatchVerifier.verify(entries);
        assertThat(results.get(0)).isInstanceOf(Accepted.class);
        assertThat(((Rejected) results.get(1)).code()).isEqualTo("opening-group");
        assertThat(results.get(2)).isInstanceOf(Accepted.class);
        entries.set(1, new Entry(conv.verifier(), dense.first(), null));
        assertThat(BatchVerifier.verify(entries).get(1)).isInstanceOf(Rejected.class);
        assertThat(BatchVerifier.verify(List.of())).isEmpty();
    }

    /// Whoever changes one byte of any proof, or takes another key, faces other coefficients for all.
    @Test
    void everyCoefficientDependsOnEveryProofAndKey() {
        Proven dense = proven(SampleCircuits.mlp(5, 3, 2, 3, 1), 10);
        Proven other = proven(SampleCircuits.mlp(5, 3, 2, 3, 1), 30);
        List<Entry> entries = List.of(new Entry(dense.verifier(), dense.first(), null), new Entry(dense.verifier(), dense.second(), null));
        Fr[] coefficients = BatchVerifier.coefficients(entries, 2);
        assertThat(coefficients[0]).isNotEqualTo(coefficients[1]);
        byte[] changed = dense.second().clone();
        changed[changed.length - 1] ^= 1;
        for (List<Entry> others : List.of(List.of(entries.get(0), new Entry(dense.verifier(), changed, null)),
                List.of(entries.get(0), new Entry(other.verifier(), dense.second(), null)), List.of(entries.get(1), entries.get(0)),
                List.of(entries.get(0), entries.get(1), entries.get(1)))) {
            Fr[] drawn = BatchVerifier.coefficients(others, 2);
            assertThat(drawn[0]).isNotIn((Object[]) coefficients);
            assertThat(drawn[1]).isNotIn((Object[]) coefficients);
        }
        assertThat(BatchVerifier.coefficients(entries, 2)).isEqualTo(coefficients);
    }

    @Test
    void rejectsErrorsThatCancelBetweenTwoProofs() {
        Proven dense = proven(SampleCircuits.mlp(5, 3, 2, 3, 1), 10);
        byte[] first = withError(dense.first(), 1);
        byte[] second = withError(dense.second(), -1);
        List<EquationSum> sums = new ArrayList<>();
        dense.verifier().verify(first, null, sums::add);
        dense.verifier().verify(second, null, sums::add);
        int generators = dense.verifier().key().generators().count();
        assertThat(BatchVerifier.join(sums, new Fr[] {Fr.ONE, Fr.ONE}, generators).isIdentity())
                .as("control: with equal coefficients the errors cancel").isTrue();
        assertThat(BatchVerifier.verify(List.of(new Entry(dense.verifier(), first, null), new Entry(dense.verifier(), second, null))))
                .allMatch(result -> result instanceof Rejected r && r.code().equals("opening-group"));
    }
}
