package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.proof.FieldValues;
import dev.proofmark.proving.proof.LenientStatement.Missing;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.proving.prover.CheatingProver;
import dev.proofmark.proving.verifier.VerificationResult;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.proving.verifier.WeakVerifier;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values of a statement that are true modulo the order, and yet not what a statement may say: read by a verifier that does not
/// ask for canonical scalars, or for declared ranges, they pass.
class StatedValuesTest {
    private static final IntegerRange RANGE = new IntegerRange(-2, 3);
    private static final Sample SAMPLE = AttackCircuits.stated(RANGE);
    private static final Circuit CIRCUIT = SAMPLE.circuit();
    private static final int X = CIRCUIT.inputs().getFirst().tensor();
    private static VerificationKey key;
    /// Header, statement length, statement header, key digest, context length, context, visibility.
    private static final int FIRST_VALUE = 8 + 4 + 8 + 32 + 4 + 1 + 1;

    @BeforeAll
    static void prepare() {
        key = KeyCommitment.commit(CIRCUIT, SAMPLE.program(), Map.of(), new byte[16], Workers.sequential()).verificationKey();
    }

    private static byte[] proof(boolean open, Map<Integer, long[]> stated, long... x) {
        NodeValues values = new NodeValues(CIRCUIT, Workers.sequential());
        values.set(X, IntegerTensor.ofLogical(CIRCUIT.node(X).shape(), x));
        WitnessGenerator.run(SAMPLE.program(), values);
        WitnessGenerator.countUses(values);
        return new CheatingProver(key.digest(), CIRCUIT, Map.of(), Weakness.NONE)
                .prove(values, new FieldValues(values, false), open, stated, 1);
    }

    private static void refusedBut(Missing control, byte[] proof) {
        VerificationResult result = Verifier.of(key).verify(proof, null);
        assertThat(result).isInstanceOf(Rejected.class);
        assertThat(((Rejected) result).code()).isEqualTo("malformed");
        assertThat(WeakVerifier.check(key, proof, control)).as("control: without %s", control).isNull();
    }

    /// Every value of a statement, written as another representative of its residue: three outputs, three inputs, a blinding.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aValuePlusAMultipleOfTheOrder(int position) {
        byte[] honest = proof(true, null, 1, -2, 0);
        assertThat(Verifier.of(key).verify(honest, null)).isInstanceOf(Accepted.class);
        int at = FIRST_VALUE + 32 * position;
        BigInteger shifted = Fr.decode(honest, at).toBigInteger().add(Fr.order());
        while (shifted.bitLength() <= 256) {
            byte[] bytes = shifted.toByteArray();
            byte[] changed = honest.clone();
            System.arraycopy(bytes, bytes.length - 32, changed, at, 32);
            refusedBut(Missing.CANONICAL_SCALARS, changed);
            shifted = shifted.add(Fr.order());
        }
    }

    /// The prover is honest and all algebra is true: x is in its range, but what is stated of it is not.
    @ParameterizedTest
    @CsvSource({"4, 0, 0", "0, -3, 0", "1, 2, 8", "-8, -8, -8"})
    void anOutputOutsideItsDeclaredRange(long first, long second, long third) {
        refusedBut(Missing.DECLARED_RANGES, proof(false, null, first, second, third));
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 3", "-2, -2, -2", "-2, 0, 3"})
    void theEndsOfTheRangeBelongToIt(long first, long second, long third) {
        assertThat(Verifier.of(key).verify(proof(true, null, first, second, third), null)).isInstanceOf(Accepted.class);
    }

    /// An opened input that has the committed one's low 32 bits.
    @ParameterizedTest
    @ValueSource(longs = {1L << 32, -(1L << 32), 3L << 40})
    void anInputOfMoreThan32Bits(long difference) {
        refusedBut(Missing.DECLARED_RANGES, proof(true, Map.of(X, new long[] {1, 2 + difference, 3}), 1, 2, 3));
    }

    /// Nothing that is no integer of 62 bits is a value at all.
    @ParameterizedTest
    @ValueSource(ints = {62, 63, 64, 200, 253})
    void aValueOfManyBits(int bits) {
        for (Fr value : new Fr[] {Fr.powerOfTwo(bits), Fr.powerOfTwo(bits).negate(), Fr.powerOfTwo(bits).add(Fr.ONE)}) {
            byte[] proof = proof(false, null, 1, -2, 0);
            value.encodeTo(proof, FIRST_VALUE);
            assertThat(((Rejected) Verifier.of(key).verify(proof, null)).code()).as("%d bits", bits).isEqualTo("malformed");
        }
    }
}
