package dev.proofmark.proving.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.testing.AttackCircuits;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements are read as they were written, and nothing else is read.
class StatementTest {
    private static final int CONTEXT_LENGTH = 8 + 32;

    private final Circuit circuit = AttackCircuits.stated(new IntegerRange(-2, 3)).circuit();
    private final int x = circuit.inputs().getFirst().tensor();
    private final int out = circuit.tensors(TensorKind.PUBLIC).getFirst().id();

    private Statement statement(boolean open, int context, long... values) {
        byte[] digest = new byte[32];
        digest[31] = 9;
        return new Statement(digest, new byte[context], open, Map.of(out, values), open ? Map.of(x, new long[] {7, -8, 0}) : null,
                open ? Map.of(x, new Fr[] {Fr.of(5)}) : null, Map.of(x, new G1[] {G1.GENERATOR}));
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 0", "false, 1", "true, 300", "false, 65536"})
    void isReadAsItWasWritten(boolean open, int context) {
        Statement written = statement(open, context, -2, 0, 3);
        byte[] bytes = written.encode(circuit);
        Statement read = Statement.decode(bytes, circuit);
        assertThat(read.encode(circuit)).isEqualTo(bytes);
        assertThat(read.keyDigest()).isEqualTo(written.keyDigest());
        assertThat(read.context()).hasSize(context);
        assertThat(read.inputsPublic()).isEqualTo(open);
        assertThat(read.publics().get(out)).containsExactly(-2, 0, 3);
        assertThat(read.inputRows().get(x)).containsExactly(G1.GENERATOR);
        if (open) {
            assertThat(read.inputValues().get(x)).containsExactly(7, -8, 0);
            assertThat(read.inputBlindings().get(x)).containsExactly(Fr.of(5));
        } else {
            assertThat(read.inputValues()).isNull();
            assertThat(read.inputBlindings()).isNull();
        }
    }

    @Test
    void aContextHasAtMost65536Bytes() {
        byte[] bytes = statement(false, 65537, 0, 0, 0).encode(circuit);
        assertThatThrownBy(() -> Statement.decode(bytes, circuit)).isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("at most 65536 bytes, got 65537");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 255})
    void visibilityIsZeroOrOne(int visibility) {
        byte[] bytes = statement(false, 1, 0, 0, 0).encode(circuit);
        bytes[CONTEXT_LENGTH + 4 + 1] = (byte) visibility;
        assertThatThrownBy(() -> Statement.decode(bytes, circuit)).isInstanceOf(MalformedBytes.class).hasMessageContaining("visibility");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hasExactlyTheBytesThatTheCircuitCallsFor(boolean open) {
        byte[] bytes = statement(open, 2, 0, 0, 0).encode(circuit);
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Statement.decode(shorter, circuit)).as("%d bytes", length).isInstanceOf(MalformedBytes.class);
        }
        for (int more : new int[] {1, 32}) {
            assertThatThrownBy(() -> Statement.decode(Arrays.copyOf(bytes, bytes.length + more), circuit))
                    .isInstanceOf(MalformedBytes.class)
                    .hasMessageContaining("expected " + 32 * (open ? 8 : 4) + " bytes");
        }
        byte[] other = bytes.clone();
        other[CONTEXT_LENGTH + 4 + 2] ^= 1;
        assertThatThrownBy(() -> Statement.decode(other, circuit)).isInstanceOf(MalformedBytes.class);
    }

    @Test
    void everyFieldMustBeWhatItIs() {
        byte[] bytes = statement(true, 0, 0, 0, 0).encode(circuit);
        String[] expected = {"value of out", "value of out", "value of out", "value of x", "value of x", "value of x",
            "blinding of input x", "no point"};
        int first = CONTEXT_LENGTH + 4 + 1;
        for (int field = 0; field < expected.length; field++) {
            byte[] changed = bytes.clone();
            Arrays.fill(changed, first + 32 * field, first + 32 * field + 32, (byte) 0xff);
            assertThatThrownBy(() -> Statement.decode(changed, circuit)).isInstanceOf(MalformedBytes.class)
                    .hasMessageContaining(expected[field]);
        }
        for (int i = 0; i < 8; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> Statement.decode(changed, circuit)).isInstanceOf(MalformedBytes.class)
                    .hasMessageStartingWith("statement: expected");
        }
        for (Fr wrapped : new Fr[] {Fr.powerOfTwo(64), Fr.powerOfTwo(64).add(Fr.ONE), Fr.powerOfTwo(64).negate(), Fr.powerOfTwo(128),
            Fr.powerOfTwo(199)}) {
            byte[] changed = bytes.clone();
            wrapped.encodeTo(changed, first);
            assertThatThrownBy(() -> Statement.decode(changed, circuit)).isInstanceOf(MalformedBytes.class)
                    .hasMessageContaining("value 0 of out is outside");
        }
        for (long beyond : new long[] {4, -3}) {
            byte[] changed = statement(true, 0, 0, 0, beyond).encode(circuit);
            assertThatThrownBy(() -> Statement.decode(changed, circuit)).isInstanceOf(MalformedBytes.class)
                    .hasMessageContaining("value 2 of out is outside [-2, 3]");
        }
    }

    /// The widest range there is, to its ends.
    @Test
    void aPublicRangeHasUpTo62Bits() {
        long end = (1L << 62) - 1;
        Circuit wide = AttackCircuits.stated(new IntegerRange(-end, end)).circuit();
        int stated = wide.tensors(TensorKind.PUBLIC).getFirst().id();
        Statement written = new Statement(new byte[32], new byte[0], false, Map.of(stated, new long[] {end, -end, 1L << 61}), null, null,
                Map.of(wide.inputs().getFirst().tensor(), new G1[] {G1.GENERATOR}));
        assertThat(Statement.decode(written.encode(wide), wide).publics().get(stated)).containsExactly(end, -end, 1L << 61);
        byte[] beyond = written.encode(wide);
        Fr.of(end + 1).encodeTo(beyond, CONTEXT_LENGTH + 4 + 1);
        assertThatThrownBy(() -> Statement.decode(beyond, wide)).isInstanceOf(MalformedBytes.class);
    }

    /// An opened value is any integer of 32 bits; what it may be besides the lookup says.
    @Test
    void openedInputsHave32Bits() {
        for (long value : new long[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 1L + Integer.MAX_VALUE, Integer.MIN_VALUE - 1L}) {
            byte[] bytes = statement(true, 0, 0, 0, 0).encode(circuit);
            Fr.of(value).encodeTo(bytes, CONTEXT_LENGTH + 4 + 1 + 32 * 4);
            if (value == (int) value) {
                assertThat(Statement.decode(bytes, circuit).inputValues().get(x)).containsExactly(7, value, 0);
            } else {
                assertThatThrownBy(() -> Statement.decode(bytes, circuit)).isInstanceOf(MalformedBytes.class)
                        .hasMessageContaining("value 1 of x");
            }
        }
    }
}
