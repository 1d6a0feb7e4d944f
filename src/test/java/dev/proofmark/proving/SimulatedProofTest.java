package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.OpeningProbe;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.FrozenVerifier;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Zero-knowledge: whoever may choose the oracle's answers makes accepting conversations from the verification key and any
/// output alone. They have the lengths and encodings of true ones, and every equation holds by itself.
class SimulatedProofTest {
    private static final Set<Label> POINTS = EnumSet.of(Label.WITNESS_ROW, Label.MULTIPLICITY_ROW, Label.PAD_ROW,
            Label.FINAL_PAD_ROW, Label.PRODUCT_COMMITMENT, Label.MASK_COMMITMENT);
    private static final int MANY = 5000;

    static List<Sample> samples() {
        return List.of(SampleCircuits.mlp(3, 5, 2, 4, 1), SampleCircuits.convolution(2, 5, 3, 5, 5));
    }

    private final Random random = new Random(99);

    private Fr scalar() {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        return Fr.reduce(bytes);
    }

    private G1 point() {
        return G1.GENERATOR.multiply(scalar());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void acceptingConversationsWithoutAWitness(Sample sample) {
        ProvingKey owner = KeyCommitment.commit(sample.circuit(), sample.program(), sample.weights(), new byte[16], Workers.sequential());
        VerificationKey key = VerificationKey.decode(owner.verificationKey().encode());
        Statement statement = statement(key);
        List<Fr> answers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            answers.add(scalar());
        }
        byte[] messages = simulate(key, statement, answers);
        for (int i = 0; i < 3; i++) {
            assertThat(new FrozenVerifier(key, statement, messages, 0, answers).accepts()).as("last challenge %d", i).isTrue();
            answers.set(drawn(key, statement, messages, answers).size() - 1, scalar());
        }
        assertThat(new FrozenVerifier(key, statement, messages, 0, null).accepts()).as("under the hash").isFalse();

        int size = sample.circuit().inputs().getFirst().shape().size();
        byte[] honest = new Prover(owner).prove(new Prover.Request(Map.of("x", SampleCircuits.input(size, 30, 1)), false, new byte[] {1}),
                new byte[32], Workers.sequential(), ProvingListener.NONE).proof();
        assertThat(statement.encode(key.circuit()).length).isEqualTo(FrozenVerifier.messagesStart(honest) - 12);
        assertThat(messages.length).isEqualTo(honest.length - FrozenVerifier.messagesStart(honest));
    }

    /// Any output, and commitments to nothing known.
    private Statement statement(VerificationKey key) {
        Map<Integer, long[]> outputs = new LinkedHashMap<>();
        for (Tensor t : key.circuit().tensors(TensorKind.PUBLIC)) {
            outputs.put(t.id(), random.longs(t.shape().size(), -1000, 1000).toArray());
        }
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        for (Tensor t : key.circuit().tensors(TensorKind.INPUT)) {
            G1[] points = new G1[key.circuit().layout(t).sentRows().length];
            Arrays.setAll(points, i -> point());
            rows.put(t.id(), points);
        }
        return new Statement(key.digest(), new byte[] {1}, false, outputs, null, null, rows);
    }

    private static List<?> drawn(VerificationKey key, Statement statement, byte[] messages, List<Fr> answers) {
        return new FrozenVerifier(key, statement, messages, 0, answers).transcript().drawn();
    }

    private byte[] simulate(VerificationKey key, Statement statement, List<Fr> answers) {
        byte[] messages = new byte[32 * key.plan().messages()];
        for (int i = 0; i < key.plan().messages(); i++) {
            messages[32 * i + 31] = 1;
        }
        List<Label> labels = new FrozenVerifier(key, statement, messages, 0, answers).transcript().labels();
        for (int i = 0; i < labels.size(); i++) {
            put(messages, i, POINTS.contains(labels.get(i)) ? point().encode() : scalar().encode());
        }
        int t = labels.indexOf(Label.MASK_VALUE);
        put(messages, t, Fr.decode(messages, 32 * t).add(new FrozenVerifier(key, statement, messages, 0, answers).gap()).encode());

        int last = drawn(key, statement, messages, answers).size() - 1;
        Fr e = answers.get(last - 1);
        int responses = labels.indexOf(Label.RESPONSE);
        int finalCells = responses + key.circuit().columns();
        int tail = labels.size() - 7;
        Generators g = key.generators();
        G1 finalRow = pointAt(messages, labels.indexOf(Label.FINAL_PAD_ROW));
        G1 sum = g.h().multiply(scalarAt(messages, tail + 1)).subtract(finalRow.multiply(e));
        for (int i = finalCells; i < tail; i++) {
            sum = sum.add(g.get(i - finalCells).multiply(scalarAt(messages, i)));
        }
        int product = labels.indexOf(Label.PRODUCT_COMMITMENT);
        G1 a = pointAt(messages, product);
        G1 b = pointAt(messages, product + 1);
        G1 d = pointAt(messages, product + 2);
        Fr responseA = scalarAt(messages, tail + 2);
        Fr responseB = scalarAt(messages, tail + 4);
        put(messages, t - 1, sum.encode());
        put(messages, t + 1,
                g.get(0).multiply(responseB).add(g.h().multiply(scalarAt(messages, tail + 5))).subtract(b.multiply(e)).encode());
        put(messages, t + 2, a.multiply(responseB).add(g.h().multiply(scalarAt(messages, tail + 6))).subtract(d.multiply(e)).encode());
        put(messages, t + 3,
                g.get(0).multiply(responseA).add(g.h().multiply(scalarAt(messages, tail + 3))).subtract(a.multiply(e)).encode());
        G1 rest = OpeningProbe.value(new FrozenVerifier(key, statement, messages, 0, answers).groupEquations());
        put(messages, t - 2, pointAt(messages, t - 2).add(rest).encode());
        return messages;
    }

    private static void put(byte[] messages, int i, byte[] content) {
        System.arraycopy(content, 0, messages, 32 * i, 32);
    }

    private static G1 pointAt(byte[] messages, int i) {
        return G1.decode(messages, 32 * i);
    }

    private static Fr scalarAt(byte[] messages, int i) {
        return Fr.decode(messages, 32 * i);
    }
}
