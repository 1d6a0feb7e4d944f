package dev.proofmark.proving.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.MalformedBytes;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of proving keys and verification keys at the ends of what they may hold.
class KeyFilesTest {
    private static ProvingKey key(Sample sample, byte[] seed) {
        return KeyCommitment.commit(sample.circuit(), sample.program(), sample.weights(), seed, Workers.sequential());
    }

    private static VerificationKey withTable(long value) {
        CircuitBuilder b = new CircuitBuilder();
        int x = b.input("x", Shape.of(2));
        b.lookup(b.table("t", 2, List.of(b.stored("t", new long[] {1, value}))), x);
        b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), new IntegerRange(Math.min(1, value), Math.max(1, value)));
        Circuit circuit = b.build(2);
        return new VerificationKey(circuit, Map.of(), List.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, Integer.MIN_VALUE, 0})
    void aTableHoldsAnyValueOf32Bits(long value) {
        VerificationKey key = withTable(value);
        assertThat(VerificationKey.decode(key.encode()).digest()).isEqualTo(key.digest());
        assertThat(VerificationKey.decode(key.encode()).circuit()).isEqualTo(key.circuit());
    }

    @ParameterizedTest
    @ValueSource(longs = {1L + Integer.MAX_VALUE, Integer.MIN_VALUE - 1L})
    void aTableHoldsNothingWider(long value) {
        byte[] narrow = withTable(value > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE).encode();
        assertThat(VerificationKey.decode(narrow).encode()).isEqualTo(narrow);
        CircuitBuilder b = new CircuitBuilder();
        int x = b.input("x", Shape.of(2));
        b.lookup(b.table("t", 2, List.of(b.stored("t", new long[] {1, value}))), x);
        b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), new IntegerRange(Math.min(1, value), Math.max(1, value)));
        byte[] circuit = CircuitCodec.encode(b.build(2));
        byte[] file = ByteBuffer.allocate(8 + 4 + circuit.length + 2).put(narrow, 0, 8).putInt(circuit.length).put(circuit).array();
        assertThatThrownBy(() -> VerificationKey.decode(file)).isInstanceOf(MalformedBytes.class).hasMessageContaining("32 bits");
    }

    @Test
    void aKeyHoldsUpTo1024RegistrationProofs() {
        VerificationKey key = key(AttackCircuits.squares(), new byte[16]).verificationKey();
        byte[] most = key.registered(Collections.nCopies(1024, new byte[] {1, 2})).encode();
        assertThat(VerificationKey.decode(most).registrations()).hasSize(1024).allMatch(proof -> Arrays.equals(proof, new byte[] {1, 2}));
        assertThat(VerificationKey.decode(most).encode()).isEqualTo(most);
        byte[] more = key.registered(Collections.nCopies(1025, new byte[] {1, 2})).encode();
        assertThatThrownBy(() -> VerificationKey.decode(more)).isInstanceOf(MalformedBytes.class).hasMessageContaining("1024");
    }

    @Test
    void weightRowsMustBeThereAndPoints() {
        VerificationKey key = key(AttackCircuits.requantize(), new byte[16]).verificationKey();
        byte[] file = key.encode();
        assertThat(VerificationKey.decode(file).digest()).isEqualTo(key.digest());
        assertThatThrownBy(() -> VerificationKey.decode(Arrays.copyOf(file, file.length - 3))).isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("key: weight rows need");
        assertThatThrownBy(() -> VerificationKey.decode(Arrays.copyOf(file, file.length - 2))).isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("number of registration proofs");
        for (int i = 0; i < 8; i++) {
            byte[] changed = file.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> VerificationKey.decode(changed)).isInstanceOf(MalformedBytes.class)
                    .hasMessageStartingWith("key: expected");
        }
        for (int row = 1; row <= 3; row++) {
            byte[] changed = file.clone();
            Arrays.fill(changed, file.length - 2 - 32 * row, file.length - 2 - 32 * row + 32, (byte) 0xff);
            assertThatThrownBy(() -> VerificationKey.decode(changed)).isInstanceOf(MalformedBytes.class).hasMessageContaining("no point");
        }
        assertThatThrownBy(() -> VerificationKey.decode(Arrays.copyOf(file, file.length + 1))).isInstanceOf(MalformedBytes.class);
        byte[] digest = key.digest();
        digest[0] ^= 1;
        assertThat(key.digest()).as("a copy is given out").isNotEqualTo(digest);
    }

    @Test
    void aProvingKeyIsReadAsItWasWritten() {
        Sample sample = AttackCircuits.requantize();
        ProvingKey key = key(sample, new byte[16]);
        ProvingKey read = ProvingKey.decode(key.encode());
        assertThat(read.encode()).isEqualTo(key.encode());
        assertThat(read.program()).isEqualTo(sample.program());
        assertThat(read.weights().keySet()).isEqualTo(key.weights().keySet());
        key.weights().forEach((id, matrix) -> {
            assertThat(read.weights().get(id).cells()).isEqualTo(matrix.cells());
            assertThat(read.weights().get(id).blindings()).isEqualTo(matrix.blindings());
        });
        byte[] file = key.encode();
        for (int n = 0; n < file.length; n += n < 16 || n > file.length - 16 ? 1 : 37) {
            int length = n;
            assertThatThrownBy(() -> ProvingKey.decode(Arrays.copyOf(file, length))).as("%d bytes", n).isInstanceOf(MalformedBytes.class);
        }
        assertThatThrownBy(() -> ProvingKey.decode(Arrays.copyOf(file, file.length + 1))).isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("1 more bytes");
        byte[] other = file.clone();
        other[3] ^= 1;
        assertThatThrownBy(() -> ProvingKey.decode(other)).isInstanceOf(MalformedBytes.class).hasMessageContaining("PMPK");
        byte[] outside = file.clone();
        ByteBuffer.wrap(outside).putInt(file.length - 4, 99);
        assertThatThrownBy(() -> ProvingKey.decode(outside)).isInstanceOf(MalformedBytes.class).hasMessageContaining("outside");
    }

    @ParameterizedTest
    @CsvSource({"15, false", "16, true", "1024, true", "1025, false"})
    void aSeedHas16To1024Bytes(int bytes, boolean accepted) {
        Sample sample = AttackCircuits.squares();
        if (accepted) {
            assertThat(ProvingKey.decode(key(sample, new byte[bytes]).encode()).verificationKey().digest()).hasSize(32);
        } else {
            assertThatThrownBy(() -> key(sample, new byte[bytes])).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("seed");
        }
    }

    @Test
    void weightsMustFitTheirTensors() {
        Sample sample = AttackCircuits.squares();
        int v = sample.weights().keySet().iterator().next();
        for (long[] values : new long[][] {null, new long[14], new long[16], ending(8), ending(-9)}) {
            Map<Integer, long[]> weights = new LinkedHashMap<>();
            weights.put(v, values);
            assertThatThrownBy(() -> KeyCommitment.commit(sample.circuit(), sample.program(), weights, new byte[16], Workers.sequential()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (long end : new long[] {7, -8}) {
            assertThat(KeyCommitment.commit(sample.circuit(), sample.program(), Map.of(v, ending(end)), new byte[16], Workers.sequential())
                    .weights()).hasSize(1);
        }
    }

    /// Rows that hold padding alone are not committed: their blinding is zero.
    @Test
    void paddingRowsHaveNoBlinding() {
        CircuitBuilder b = new CircuitBuilder();
        int w = b.weight("w", Shape.of(5, 4), IntegerRange.signed(4));
        b.rangeTable("r", IntegerRange.unsigned(1));
        ProvingKey key = KeyCommitment.commit(b.build(2), new WitnessProgram(List.of()), Map.of(w, new long[20]), new byte[16],
                Workers.sequential());
        Fr[] blindings = key.weights().get(w).blindings();
        assertThat(blindings).hasSize(8).doesNotContainNull();
        assertThat(Arrays.copyOf(blindings, 5)).doesNotContain(Fr.ZERO).doesNotHaveDuplicates();
        assertThat(Arrays.copyOfRange(blindings, 5, 8)).containsOnly(Fr.ZERO);
        assertThat(key.verificationKey().rows(w)).hasSize(5);
    }

    /// A key has generators for its registration as well, also where that is the longer proof.
    @Test
    void generatorsSufficeForTheRegistration() {
        CircuitBuilder b = new CircuitBuilder();
        Map<Integer, long[]> values = new LinkedHashMap<>();
        for (int bits = 0; bits < 12; bits++) {
            values.put(b.weight("w" + bits, Shape.of(1 << bits), IntegerRange.signed(4)), new long[1 << bits]);
        }
        b.rangeTable("r", IntegerRange.unsigned(1));
        VerificationKey key = KeyCommitment.commit(b.build(2), new WitnessProgram(List.of()), values, new byte[16], Workers.sequential())
                .verificationKey();
        Circuit registration = key.registrationCircuit().orElseThrow();
        int needed = ProofPlan.of(registration).generators(registration);
        assertThat(needed).isGreaterThan(key.plan().generators(key.circuit()));
        assertThat(key.generators().count()).isGreaterThanOrEqualTo(needed);
    }

    /// A declared range may be wider than 32 bits; a committed value may not.
    @Test
    void weightsMustFit32Bits() {
        CircuitBuilder b = new CircuitBuilder();
        int w = b.weight("w", Shape.of(), IntegerRange.signed(40));
        b.rangeTable("r", IntegerRange.unsigned(1));
        Circuit circuit = b.build(2);
        for (long value : new long[] {1L << 31, -(1L << 31) - 1}) {
            assertThatThrownBy(
                    () -> KeyCommitment.commit(circuit, new WitnessProgram(List.of()), Map.of(w, new long[] {value}), new byte[16],
                            Workers.sequential()))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("outside");
        }
    }

    private static long[] ending(long last) {
        long[] values = new long[15];
        values[14] = last;
        return values;
    }
}
