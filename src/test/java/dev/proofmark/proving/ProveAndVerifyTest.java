package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Honest proofs over small circuits are accepted, in every shape that padding can take.
class ProveAndVerifyTest {
    private static byte[] bytes(int n, long seed) {
        byte[] bytes = new byte[n];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static List<Sample> samples() {
        return List.of(SampleCircuits.mlp(4, 4, 2, 3, 1), SampleCircuits.mlp(5, 7, 3, 4, 2), SampleCircuits.mlp(1, 1, 1, 2, 3),
                SampleCircuits.mlp(33, 17, 10, 6, 4), SampleCircuits.convolution(2, 8, 4, 4, 5),
                SampleCircuits.convolution(3, 9, 5, 5, 6), SampleCircuits.convolution(1, 20, 3, 7, 7));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void acceptsHonestProofs(Sample sample) {
        try (Workers workers = Workers.of(2)) {
            ProvingKey key = KeyGenerator.register(sample.circuit(), sample.program(), sample.weights(), bytes(32, 1), bytes(32, 2),
                    workers, ProvingListener.NONE);
            ProvingKey stored = ProvingKey.decode(key.encode());
            assertThat(stored.encode()).isEqualTo(key.encode());
            VerificationKey verificationKey = VerificationKey.decode(key.verificationKey().encode());
            assertThat(verificationKey.digest()).isEqualTo(key.verificationKey().digest());
            Verifier verifier = Verifier.of(verificationKey);
            int size = sample.circuit().inputs().getFirst().shape().size();
            for (boolean open : new boolean[] {false, true}) {
                long[] x = SampleCircuits.input(size, 30, 11);
                Prover.Proof proof = new Prover(stored).prove(
                        new Prover.Request(Map.of("x", x), open, "audit 7".getBytes(StandardCharsets.UTF_8)), bytes(32, 3), workers,
                        ProvingListener.NONE);
                VerificationResult result = verifier.verify(proof.proof(), proof.statement());
                assertThat(result).isInstanceOf(Accepted.class);
                Accepted accepted = (Accepted) result;
                assertThat(accepted.statement().publics().values()).containsExactly(proof.outputs().get("out"));
                assertThat(accepted.statement().inputsPublic()).isEqualTo(open);
            }
        }
    }
}
