package dev.proofmark.proving.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.prover.HidingRandomness;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.verifier.FrozenVerifier;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Every draw of a proof's randomness is named, made once, and depends on all that the proof depends on.
class ProofRandomnessTest {
    private static final Sample SAMPLE = AttackCircuits.requantize();
    private static final ProvingKey KEY = register(new byte[32]);

    private static ProvingKey register(byte[] entropy) {
        return KeyGenerator.register(SAMPLE.circuit(), SAMPLE.program(), SAMPLE.weights(), new byte[16], entropy, Workers.sequential(),
                ProvingListener.NONE);
    }

    private static byte[] prove(boolean open, int context, int entropy, long... x) {
        byte[] fresh = new byte[32];
        fresh[0] = (byte) entropy;
        return new Prover(KEY).prove(new Prover.Request(Map.of("x", x), open, new byte[] {(byte) context}), fresh, Workers.sequential(),
                ProvingListener.NONE).proof();
    }

    @Test
    void everyDrawHasANameAndIsMadeOnce() {
        NodeValues values = new NodeValues(SAMPLE.circuit(), Workers.sequential());
        KEY.weights().forEach((id, matrix) -> values.set(id, IntegerTensor.of(matrix.cells())));
        values.set(SAMPLE.circuit().inputs().getFirst().tensor(), IntegerTensor.of(new int[] {3, -2, 1, 0}));
        WitnessGenerator.run(SAMPLE.program(), values);
        WitnessGenerator.countUses(values);
        HidingRandomness randomness = CheatingProver.randomness(1);
        ProofSession session = new ProofSession(values, KEY.verificationKey().plan(), KEY.verificationKey().generators(), randomness,
                Workers.sequential(), new Stages(ProvingListener.NONE, Prover.STAGES));
        KEY.weights().forEach(session::committed);
        for (TensorKind kind : List.of(TensorKind.INPUT, TensorKind.WITNESS, TensorKind.MULTIPLICITY)) {
            session.commit(kind);
        }
        Map<Integer, long[]> publics = new LinkedHashMap<>();
        SAMPLE.circuit().tensors(TensorKind.PUBLIC).forEach(t -> publics.put(t.id(), values.get(t.id()).logical(t.shape())));
        session.messages(new Transcript(), publics);
        assertThat(randomness.purposes()).containsExactlyInAnyOrder("rows/INPUT", "rows/WITNESS", "rows/MULTIPLICITY", "pads",
                "pad-blindings",
                "final-pads", "final-pad-blinding", "product-blindings", "opening-mask", "opening-final-mask", "opening-mask-blindings",
                "product-nonces");
        for (String purpose : randomness.purposes()) {
            assertThatThrownBy(() -> randomness.draw(purpose, 1)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> session.messages(new Transcript(), publics)).as("a second proof from one session")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void drawsAreDistinctAndUnrelatedAcrossPurposes() {
        Set<Fr> seen = new HashSet<>();
        int count = 0;
        HidingRandomness randomness = CheatingProver.randomness(2);
        for (String purpose : List.of("pads", "pads/", "pad", "s", "rows/INPUT", "rows/INPUT\0")) {
            Fr[] drawn = randomness.draw(purpose, 300);
            seen.addAll(List.of(drawn));
            count += drawn.length;
        }
        assertThat(seen).hasSize(count);
    }

    @Test
    void aSeedDependsOnEverything() {
        byte[] entropy = new byte[32];
        byte[] digest = KEY.verificationKey().digest();
        List<Supplier<ProofSeed>> seeds = new ArrayList<>();
        seeds.add(() -> new ProofSeed(ProofSeed.Purpose.PRIVATE_INPUTS, entropy, digest, new byte[] {1}));
        seeds.add(() -> new ProofSeed(ProofSeed.Purpose.PUBLIC_INPUTS, entropy, digest, new byte[] {1}));
        seeds.add(() -> new ProofSeed(ProofSeed.Purpose.REGISTRATION, entropy, digest, new byte[] {1}));
        seeds.add(() -> new ProofSeed(ProofSeed.Purpose.PRIVATE_INPUTS, new byte[33], digest, new byte[] {1}));
        seeds.add(() -> new ProofSeed(ProofSeed.Purpose.PRIVATE_INPUTS, entropy, new byte[32], new byte[] {1}));
        seeds.add(() -> new ProofSeed(ProofSeed.Purpose.PRIVATE_INPUTS, entropy, digest, new byte[] {1, 0}));
        seeds.add(() -> with(seeds.getFirst().get(), 3, 0, 1));
        seeds.add(() -> with(seeds.getFirst().get(), 3, 0, 2));
        seeds.add(() -> with(seeds.getFirst().get(), 4, 0, 1));
        seeds.add(() -> {
            ProofSeed seed = seeds.getFirst().get();
            seed.weights(new byte[32]);
            return seed;
        });
        Set<Fr> first = new HashSet<>();
        seeds.forEach(seed -> first.add(seed.get().randomness().draw("pads", 1)[0]));
        assertThat(first).hasSize(seeds.size());
        assertThatThrownBy(() -> new ProofSeed(ProofSeed.Purpose.REGISTRATION, new byte[31], digest, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ProofSeed with(ProofSeed seed, int id, int... values) {
        seed.values(id, IntegerTensor.of(values));
        return seed;
    }

    /// A restored snapshot repeats its entropy: still no two proofs have a message in common.
    @Test
    void repeatedEntropySharesNoMessage() {
        assertThat(prove(false, 1, 0, 3, -2, 1)).as("a proof is a function of its input").isEqualTo(prove(false, 1, 0, 3, -2, 1));
        List<byte[]> proofs = List.of(prove(false, 1, 0, 3, -2, 1), prove(true, 1, 0, 3, -2, 1), prove(false, 2, 0, 3, -2, 1),
                prove(false, 1, 0, 3, -2, 2), prove(false, 1, 1, 3, -2, 1));
        Set<String> messages = new HashSet<>();
        int count = 0;
        for (byte[] proof : proofs) {
            int start = FrozenVerifier.messagesStart(proof);
            for (int at = start; at < proof.length; at += 32) {
                messages.add(HexFormat.of().formatHex(proof, at, at + 32));
                count++;
            }
            Statement statement = FrozenVerifier.statement(proof, KEY.verificationKey());
            statement.inputRows().values().forEach(rows -> messages.add(HexFormat.of().formatHex(rows[0].encode())));
            count++;
        }
        byte[] registration = KEY.verificationKey().registrations().getFirst();
        for (int at = 0; at < registration.length; at += 32) {
            messages.add(HexFormat.of().formatHex(registration, at, at + 32));
            count++;
        }
        assertThat(messages).hasSize(count);
    }
}
