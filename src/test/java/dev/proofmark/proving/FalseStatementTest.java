package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.FieldValues;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.proving.prover.CheatingProver;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.proving.verifier.WeakVerifier;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements that say something else than what was proven.
class FalseStatementTest {
    /// Header, statement length, statement header, key digest, context length, context, visibility.
    private static final int FIRST_VALUE = 8 + 4 + 8 + 32 + 4 + 1 + 1;

    private static final Sample SAMPLE = AttackCircuits.shortTable();
    private static final Circuit CIRCUIT = SAMPLE.circuit();
    private static VerificationKey key;

    @BeforeAll
    static void prepare() {
        key = KeyCommitment.commit(CIRCUIT, SAMPLE.program(), Map.of(), new byte[16], Workers.sequential()).verificationKey();
    }

    private static NodeValues honest() {
        NodeValues values = new NodeValues(CIRCUIT, Workers.sequential());
        int x = CIRCUIT.inputs().getFirst().tensor();
        values.set(x, IntegerTensor.ofLogical(CIRCUIT.node(x).shape(), new long[] {1, 2, 3, 2}));
        WitnessGenerator.run(SAMPLE.program(), values);
        WitnessGenerator.countUses(values);
        return values;
    }

    private static byte[] proof(NodeValues values, boolean open, Map<Integer, long[]> stated) {
        return new CheatingProver(key.digest(), CIRCUIT, Map.of(), Weakness.NONE)
                .prove(values, new FieldValues(values, false), open, stated, 1);
    }

    private static String code(byte[] proof) {
        return ((Rejected) Verifier.of(key).verify(proof, null)).code();
    }

    @Test
    void aPublicInputMustBeWhatTheCommitmentHolds() {
        int x = CIRCUIT.inputs().getFirst().tensor();
        assertThat(Verifier.of(key).verify(proof(honest(), true, null), null)).isInstanceOf(Accepted.class);
        byte[] lie = proof(honest(), true, Map.of(x, new long[] {1, 2, 3, 3}));
        assertThat(code(lie)).isEqualTo("input-commitment");
        assertThat(WeakVerifier.check(key, lie, Weakness.NONE)).as("control: without that comparison").isNull();
    }

    /// Rows are compared some at a time: none is left out, whatever their number.
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 130})
    void everyRowOfAPublicInputIsCompared(int rows) {
        Sample sample = AttackCircuits.manyRows(rows);
        ProvingKey proving = KeyGenerator.register(sample.circuit(), sample.program(), sample.weights(), new byte[32], new byte[32],
                Workers.sequential(), ProvingListener.NONE);
        Verifier verifier = Verifier.of(proving.verificationKey());
        long[] x = SampleCircuits.input(rows * 37, 8, 3);
        byte[] proof = new Prover(proving).prove(new Prover.Request(Map.of("x", x), true, new byte[0]), new byte[32],
                Workers.sequential(), ProvingListener.NONE).proof();
        assertThat(verifier.verify(proof, null)).isInstanceOf(Accepted.class);
        for (int row = 0; row < rows; row += Math.max(1, rows / 5)) {
            byte[] lie = proof.clone();
            int at = FIRST_VALUE - 1 + 32 * (1 + row * 37 + 36);
            Fr value = Fr.decode(lie, at);
            System.arraycopy((value.isZero() ? Fr.ONE : Fr.ZERO).encode(), 0, lie, at, 32);
            assertThat(((Rejected) verifier.verify(lie, null)).code()).as("row %d", row).isEqualTo("input-commitment");
        }
    }

    /// Changed afterwards, or stated by a prover that follows.
    @Test
    void anotherValueInsideTheRange() {
        byte[] proof = proof(honest(), false, null);
        System.arraycopy(Fr.of(2).encode(), 0, proof, FIRST_VALUE, 32);
        assertThat(code(proof)).isEqualTo("opening-scalar");
        NodeValues values = honest();
        values.set(CIRCUIT.tensors(TensorKind.PUBLIC).getFirst().id(), IntegerTensor.of(new int[] {2, 2, 3, 2}));
        byte[] followed = proof(values, false, null);
        assertThat(code(followed)).isEqualTo("opening-scalar");
    }
}
