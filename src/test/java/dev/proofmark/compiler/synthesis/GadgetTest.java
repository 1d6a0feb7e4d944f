package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every gadget has exactly one solution for every input, and needs each of its constraints: without it some false
/// output would do.
class GadgetTest {
    private static final long[] SMALL = LongStream.rangeClosed(-5, 9).toArray();

    private static LoweredCircuit lower(ProgramSketch sketch, int output) {
        return CircuitLowering.lower(sketch.output("y", output).program(), LoweringOptions.of(OutputVisibility.PUBLIC));
    }

    private static void check(LoweredCircuit lowered, IntegerRange range, GadgetSolutions.Candidates candidates, int constraints) {
        check(lowered, range, candidates, 1, constraints);
    }

    /// @param others how many constraints come before those that some false output needs: those that show the input's range, and the first of
    ///               two lookups of a remainder in a table wider than it, which keeps fractions out and no integer
    private static void check(LoweredCircuit lowered, IntegerRange range, GadgetSolutions.Candidates candidates, int others,
            int constraints) {
        TreeSet<Integer> guards = new TreeSet<>();
        long step = Math.max(1, range.count() / 24);
        for (long x = range.low(); x <= range.high(); x += Math.abs(x) < 6 ? 1 : step) {
            GadgetSolutions solutions = new GadgetSolutions(lowered, new long[] {x}, candidates);
            assertThat(solutions.accepted()).as("outputs for %d", x).containsExactly(solutions.expected());
            guards.addAll(solutions.guards());
        }
        assertThat(lowered.circuit().constraints()).hasSize(constraints);
        assertThat(guards).as("constraints that keep false outputs out, of %s", lowered.circuit().constraints())
                .containsExactlyElementsOf(IntStream.range(others, constraints).boxed().toList());
    }

    @Test
    void requantization() {
        ProgramSketch sketch = new ProgramSketch();
        IntegerRange range = new IntegerRange(-13, 12);
        int x = sketch.input("x", range, 1);
        LoweredCircuit lowered = lower(sketch, sketch.requantize(x, 2, TableFunction.of("f", 3, true,
                new int[] {5, 0, -2, 3, 1, 4, 1, 7}, 0, 0)));
        check(lowered, range, (name, honest) -> SMALL, 3);
    }

    @Test
    void saturationBySelection() {
        ProgramSketch sketch = new ProgramSketch();
        IntegerRange range = new IntegerRange(-281, 280);
        int x = sketch.input("x", range, 1);
        LoweredCircuit lowered = lower(sketch, sketch.requantize(x, 1, TableFunction.clip(2, true, 0, 1)));
        assertThat(lowered.circuit().tables()).anyMatch(t -> t.width() == 3 && t.length() == 8);
        check(lowered, range, (name, honest) -> name.contains("distance") ? GadgetSolutions.around(honest, -1, 0, 1)
                : new long[] {-1, 0, 1, 2}, 5, 9);
    }

    @Test
    void saturationByProduct() {
        ProgramSketch sketch = new ProgramSketch();
        IntegerRange range = new IntegerRange(-1500, 1500);
        int x = sketch.input("x", range, 1);
        LoweredCircuit lowered = lower(sketch, sketch.requantize(x, 1, TableFunction.clip(9, true, -7, 99)));
        assertThat(lowered.circuit().tables()).noneMatch(t -> t.width() == 3 && t.length() > 64);
        TreeSet<Integer> guards = new TreeSet<>();
        for (long at : new long[] {-1500, -514, -513, -512, -15, 0, 9, 197, 198, 511, 512, 513, 1500}) {
            GadgetSolutions solutions = new GadgetSolutions(lowered, new long[] {
                at}, (name, honest) -> name.contains("distance") || name.contains("outside") ? new long[] {-2, -1, 0, 1, 2}
                        : name.contains("rem") ? new long[] {-1, 0, 1, 2, 3} : GadgetSolutions.around(honest, -7, 0, 99));
            assertThat(solutions.accepted()).as("outputs for %d", at).containsExactly(solutions.expected());
            guards.addAll(solutions.guards());
        }
        assertThat(guards).containsExactly(5, 6, 7, 8);
    }

    @Test
    void lookupOfAnArgumentInTheDomain() {
        ProgramSketch sketch = new ProgramSketch();
        IntegerRange range = new IntegerRange(-4, 3);
        int x = sketch.input("x", range, 1);
        check(lower(sketch, sketch.lookup(x, TableFunction.rectifier(3))), range, (name, honest) -> SMALL, 2);
    }

    @Test
    void maximum() {
        ProgramSketch sketch = new ProgramSketch();
        IntegerRange range = new IntegerRange(-3, 3);
        int x = sketch.input("x", range, 1);
        int other = sketch.combination(1, new dev.proofmark.compiler.quantize.program.IntegerOp.Term(-2, x));
        check(lower(sketch, sketch.maximum(x, other)), range,
                (name, honest) -> GadgetSolutions.around(honest, 0, 1, 2, 3, 4, 5, -1, -2), 3);
    }

    @Test
    void divisionWithAQuotientInLimbs() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", new IntegerRange(3, 5), 1);
        LoweredCircuit lowered = lower(sketch, sketch.division(x, 17));
        assertThat(lowered.circuit().tables()).allMatch(t -> t.length() <= 1 << 9);
        for (long at = 3; at <= 5; at++) {
            GadgetSolutions solutions = new GadgetSolutions(lowered, new long[] {at},
                    (name, honest) -> GadgetSolutions.around(honest, 0, -1, 255, 256, honest + 256, honest - 256));
            assertThat(solutions.expected()).isEqualTo((1L << 17) / at);
            assertThat(solutions.accepted()).containsExactly(solutions.expected());
        }
    }

    @Test
    void division() {
        ProgramSketch sketch = new ProgramSketch();
        IntegerRange range = new IntegerRange(2, 7);
        int x = sketch.input("x", range, 1);
        LoweredCircuit lowered = lower(sketch, sketch.division(x, 5));
        for (long at = 2; at <= 7; at++) {
            GadgetSolutions solutions = new GadgetSolutions(lowered, new long[] {at},
                    (name, honest) -> LongStream.rangeClosed(-4, 40).toArray());
            assertThat(solutions.accepted()).containsExactly(32 / at);
            assertThat(solutions.guards()).isNotEmpty();
        }
    }

    @Test
    void roundingBeforeAPublicOutputNeedsNoTableOfItsWidth() {
        ProgramSketch sketch = new ProgramSketch();
        IntegerRange range = new IntegerRange(-40, 40);
        int x = sketch.input("x", range, 1);
        LoweredCircuit lowered = lower(sketch, sketch.round(x, 3));
        assertThat(lowered.circuit().tables()).hasSize(2);
        check(lowered, range, (name, honest) -> LongStream.rangeClosed(-8, 8).toArray(), 3);
    }

    static List<Integer> widths() {
        return List.of(3, 5, 9, 12, 17);
    }

    /// Remainders of any width by the tables that a plan has: exact, by a wider one, in limbs.
    @ParameterizedTest
    @MethodSource("widths")
    void remaindersOfEveryWidth(int shift) {
        ProgramSketch sketch = new ProgramSketch();
        IntegerRange range = new IntegerRange(-(1L << shift + 1), 1L << shift + 1);
        int x = sketch.input("x", range, 1);
        LoweredCircuit lowered = CircuitLowering.lower(sketch.output("y", sketch.round(x, shift)).program(),
                LoweringOptions.of(OutputVisibility.PUBLIC));
        long one = 1L << shift;
        for (long at : new long[] {-2 * one, -one / 2 - 1, -one / 2, -1, 0, one / 2 - 1, one / 2, 2 * one}) {
            GadgetSolutions solutions = new GadgetSolutions(lowered, new long[] {
                at}, (name, honest) -> name.contains("stated") ? GadgetSolutions.around(honest)
                        : GadgetSolutions.around(honest, 0, one - 1, one, honest + one, honest - one, 128));
            assertThat(solutions.accepted()).as("outputs for %d", at).containsExactly(solutions.expected());
        }
        assertThat(lowered.circuit().tables().stream().mapToLong(t -> t.length()).max().orElseThrow())
                .isLessThanOrEqualTo(Math.max(range.count(), 1L << shift));
    }
}
