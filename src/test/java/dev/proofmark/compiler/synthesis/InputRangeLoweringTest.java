package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.testing.Attack;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How inputs are shown to lie in their declared ranges. Every circuit here has passed the rule that the lookups show what the port declares.
class InputRangeLoweringTest {
    private static final int SHIFT = 14;

    /// The input itself rounded by so many bits: the remainders need range tables.
    private static QuantizedProgram rounded(IntegerRange range, int shift, int elements) {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", range, elements);
        return sketch.output("y", sketch.round(x, shift)).program();
    }

    private static LoweredCircuit lower(QuantizedProgram program) {
        return CircuitLowering.lower(program, LoweringOptions.of(OutputVisibility.PUBLIC));
    }

    /// Lookups of the input itself, and of sums in which it is.
    private static List<Long> lookupsOfInput(Circuit circuit) {
        int x = circuit.inputs().getFirst().tensor();
        long own = circuit.lookups().stream().filter(l -> l.operands()[0] == x).count();
        long sums = circuit.lookups().stream().filter(l -> circuit.node(l.operands()[0]) instanceof Combine c
                && c.terms().stream().anyMatch(t -> t.node() == x && Math.abs(t.coefficient().numerator()) == 1)
                && c.terms().stream().allMatch(t -> t.node() == x || circuit.tensor(t.node()).kind() == TensorKind.WITNESS)
                && c.constant().shift() == 0).count();
        return List.of(own, sums);
    }

    private static void check(QuantizedProgram program, LoweredCircuit lowered) {
        LoweredRun.checkForm(lowered);
        IntegerRange range = program.step(program.inputs().getFirst()).range();
        int elements = program.step(program.inputs().getFirst()).shape().elementCount();
        for (long value : new long[] {range.low(), range.high(), Math.floorDiv(range.low() + range.high(), 2)}) {
            long[] x = new long[elements];
            Arrays.fill(x, value);
            LoweredRun.check(program, lowered, Map.of("x", x), "x = " + value);
        }
    }

    /// Ranges of a few integers and of many, of a power of two of integers and of others, on either side of zero, with tables of all widths
    /// beside them: at the ends of the range the circuit computes what the interpreter computes.
    @ParameterizedTest
    @CsvSource({"0, 0, 3", "-7, -7, 3", "5, 6, 3", "0, 3641, 14", "172, 3604, 14", "-2048, 2047, 14", "-4096, -1, 12", "1000, 5095, 12",
        "0, 4095, 12", "0, 4095, 14", "-1, 4096, 14", "-3000000, 70000000, 14", "0, 127, 7", "-64, 63, 7", "-64, 63, 6",
        "-1000000000000, 1000000000000, 9", "-1099511627776, 1099511627775, 10"})
    void theEndsOfEveryRangeAreTaken(long low, long high, int shift) {
        for (int elements : new int[] {1, 5, 600}) {
            QuantizedProgram program = rounded(new IntegerRange(low, high), shift, elements);
            check(program, lower(program));
        }
    }

    /// Five inputs of 0..3641 would pay for 4096 rows of their own.
    @Test
    void fewElementsShareTheTablesOfTheRemainders() {
        QuantizedProgram program = rounded(new IntegerRange(0, 3641), SHIFT, 5);
        LoweredCircuit lowered = lower(program);
        assertThat(lowered.cost().tableRows()).isLessThanOrEqualTo(256);
        assertThat(lookupsOfInput(lowered.circuit())).containsExactly(0L, 2L);
        check(program, lowered);
    }

    /// A power of two of integers needs one side only.
    @Test
    void aRangeOfAPowerOfTwoIsShownFromBelow() {
        QuantizedProgram program = rounded(new IntegerRange(1000, 1000 + (1 << SHIFT) - 1), SHIFT, 5);
        LoweredCircuit lowered = lower(program);
        assertThat(lookupsOfInput(lowered.circuit())).containsExactly(0L, 1L);
        check(program, lowered);
    }

    /// Where x - low is x there is no sum.
    @Test
    void aRangeOfATablesRowsIsLookedUpItself() {
        QuantizedProgram program = rounded(new IntegerRange(0, (1 << SHIFT) - 1), SHIFT, 100_000);
        LoweredCircuit lowered = lower(program);
        assertThat(lowered.circuit().tables()).hasSize(1);
        assertThat(lookupsOfInput(lowered.circuit()).getFirst()).isOne();
    }

    /// Many elements are looked up once each, in a table of their own.
    @Test
    void manyElementsHaveATableOfTheirOwn() {
        QuantizedProgram program = rounded(new IntegerRange(0, 3641), 3, 100_000);
        LoweredCircuit lowered = lower(program);
        assertThat(lowered.circuit().tables()).extracting(t -> t.length()).contains(3642);
        assertThat(lookupsOfInput(lowered.circuit())).containsExactly(1L, 0L);
    }

    /// With nothing to share, a narrow range keeps its own table, and a wide one is cheaper in limbs.
    @Test
    void anInputAloneIsShownByWhatIsCheaper() {
        for (long high : new long[] {20, 100_000}) {
            ProgramSketch sketch = new ProgramSketch();
            int x = sketch.input("x", new IntegerRange(0, high), 2);
            QuantizedProgram program = sketch.output("y", sketch.combination(1, new IntegerOp.Term(2, x)))
                    .program();
            LoweredCircuit lowered = lower(program);
            assertThat(lookupsOfInput(lowered.circuit()).getFirst()).isEqualTo(high == 20 ? 1L : 0L);
            assertThat(lowered.cost().tableRows()).isLessThanOrEqualTo(1 << 7);
            check(program, lowered);
        }
    }

    /// What a cheating prover commits to outside the range, in every way that breaks one lookup or as few as can be.
    @Test
    void anInputOutsideOfItsRangeIsRejected() {
        QuantizedProgram program = rounded(new IntegerRange(0, 3641), SHIFT, 1);
        LoweredCircuit lowered = lower(program);
        Circuit circuit = lowered.circuit();
        int x = circuit.inputs().getFirst().tensor();
        for (long value : new long[] {-1, 3642}) {
            int side = value < 0 ? 1 : -1;
            int broken = -1;
            for (int i = 0; i < circuit.lookups().size() && broken < 0; i++) {
                broken = circuit.node(circuit.lookups().get(i).operands()[0]) instanceof Combine c
                        && c.terms().stream().anyMatch(t -> t.node() == x && t.coefficient().numerator() == side) ? i : -1;
            }
            new Attack(new Sample(circuit, lowered.witness(), lowered.weights()), value)
                    .failsBut(Weakness.withoutLookups(broken), "opening-group");
        }
    }
}
