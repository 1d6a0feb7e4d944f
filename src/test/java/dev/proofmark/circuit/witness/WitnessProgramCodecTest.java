package dev.proofmark.circuit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WitnessProgramCodecTest {
    private static final Shape SHAPE = Shape.of(3);
    private static final Circuit CIRCUIT = circuit();

    /// Node 0 is the input, 1 to 6 are witnesses, 7 is public, 8 a doubled witness 1, 9 of another shape.
    private static Circuit circuit() {
        CircuitBuilder b = new CircuitBuilder();
        int x = b.input("x", SHAPE);
        b.inputPort("x", x, SHAPE, PortScale.uniform(1), IntegerRange.unsigned(3));
        int range = b.rangeTable("r", IntegerRange.unsigned(3));
        b.lookup(range, x);
        for (int i = 0; i < 6; i++) {
            b.lookup(range, b.witness("w" + i, SHAPE));
        }
        int y = b.publicTensor("y", SHAPE, IntegerRange.unsigned(4));
        b.zero(y);
        b.outputPort("y", y, SHAPE, PortScale.uniform(1), IntegerRange.unsigned(4));
        b.combine(SHAPE, Coefficient.ZERO, Term.of(1, Coefficient.of(2), 1));
        b.constant("c", Shape.of(2), new long[2]);
        return b.build(2);
    }

    private static List<WitnessStep> steps() {
        return List.of(new WitnessStep.Copy(1, 0), new WitnessStep.LowBits(2, 0, -4, 2), new WitnessStep.HighBits(3, 8, 1L << 40, 1),
                new WitnessStep.TableValue(4, 0, 0, 0), new WitnessStep.Quotient(5, 1L << 20, 0),
                new WitnessStep.MiddleBits(6, 8, 3, 1, 2), new WitnessStep.Ratio(7, 8, 0));
    }

    @Test
    void decodesWhatItEncodedAndNothingShorterOrLonger() {
        byte[] bytes = WitnessProgramCodec.encode(new WitnessProgram(steps()));
        assertThat(WitnessProgramCodec.decode(bytes, CIRCUIT).steps()).isEqualTo(steps());
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> WitnessProgramCodec.decode(prefix, CIRCUIT)).isInstanceOf(CircuitException.class);
        }
        assertThatThrownBy(() -> WitnessProgramCodec.decode(Arrays.copyOf(bytes, bytes.length + 1), CIRCUIT))
                .isInstanceOf(CircuitException.class);
    }

    static List<WitnessStep> impossible() {
        return List.of(new WitnessStep.Copy(0, 0), new WitnessStep.Copy(8, 0), new WitnessStep.Copy(99, 0),
                new WitnessStep.Copy(1, 99), new WitnessStep.Copy(1, 1), new WitnessStep.Copy(1, 8), new WitnessStep.Copy(1, 9),
                new WitnessStep.Copy(1, 10), new WitnessStep.LowBits(1, 0, 0, 63), new WitnessStep.HighBits(1, 0, 0, 63),
                new WitnessStep.MiddleBits(1, 0, 0, 63, 1), new WitnessStep.MiddleBits(1, 0, 0, 1, 63),
                new WitnessStep.TableValue(1, 0, 1, 0), new WitnessStep.TableValue(1, 0, 0, 1), new WitnessStep.Quotient(1, 8, 2),
                new WitnessStep.Ratio(1, 2, 0), new WitnessStep.Ratio(1, 0, 2));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refusesStepsThatCannotBeCarriedOut(WitnessStep step) {
        List<WitnessStep> changed = new java.util.ArrayList<>(steps());
        changed.set(0, step);
        byte[] bytes = WitnessProgramCodec.encode(new WitnessProgram(changed));
        assertThatThrownBy(() -> WitnessProgramCodec.decode(bytes, CIRCUIT))
                .isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).isEqualTo("witness-program"));
    }

    @Test
    void refusesProgramsThatFillATensorTwiceOrNever() {
        List<WitnessStep> twice = new java.util.ArrayList<>(steps());
        twice.add(new WitnessStep.Copy(1, 0));
        for (List<WitnessStep> list : List.of(twice, steps().subList(0, 6))) {
            byte[] bytes = WitnessProgramCodec.encode(new WitnessProgram(list));
            assertThatThrownBy(() -> WitnessProgramCodec.decode(bytes, CIRCUIT))
                    .isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).isEqualTo("witness-program"));
        }
    }

    @Test
    void refusesUnknownVersionsAndSteps() {
        assertThatThrownBy(() -> WitnessProgramCodec.decode(new byte[] {2, 0, 0, 0, 0}, CIRCUIT)).hasMessageContaining("version 1");
        assertThatThrownBy(() -> WitnessProgramCodec.decode(new byte[] {1, 0, 0, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0, 0}, CIRCUIT))
                .hasMessageContaining("unknown witness step 9");
    }
}
