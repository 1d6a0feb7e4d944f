package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.ProvableCircuits;
import dev.proofmark.circuit.ProvableCircuits.Provable;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.Verifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Honest proofs over random circuits are accepted: every mix of expressions, shapes with axes of length one, scalars,
/// tensors used twice, models without weights, several inputs and outputs.
class RandomProofsTest {
    private static final int CIRCUITS = Integer.getInteger("proofmark.fuzz.circuits", 40);
    private static final long SEED = Long.getLong("proofmark.fuzz.seed", 20_261_126L);

    @Test
    void honestProofsAreAccepted() {
        Set<String> kinds = new TreeSet<>();
        for (int i = 0; i < CIRCUITS; i++) {
            long seed = SEED + i;
            try {
                Provable provable = new ProvableCircuits(seed).provable();
                kinds.addAll(ProvableCircuits.kinds(provable.circuit()));
                ProvingKey key = KeyGenerator.register(provable.circuit(), provable.program(), provable.weights(), new byte[16],
                        new byte[32], Workers.sequential(), ProvingListener.NONE);
                Prover.Proof proof = new Prover(key).prove(new Prover.Request(provable.inputs(), i % 2 == 0, new byte[i % 3]), new byte[32],
                        Workers.sequential(), ProvingListener.NONE);
                VerificationKey decoded = VerificationKey.decode(key.verificationKey().encode());
                assertThat(Verifier.of(decoded).verify(proof.proof(), proof.statement())).isInstanceOf(Accepted.class);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(kinds).contains("WEIGHT", "INPUT", "WITNESS", "MULTIPLICITY", "PUBLIC", "CONSTANT", "TABLE", "COMBINE", "CONTRACT",
                "CONTRACT SQUARE", "AXIS MAP", "VIEW");
    }
}
