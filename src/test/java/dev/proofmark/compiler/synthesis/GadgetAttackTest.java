package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.TableFunction;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.testing.Attack;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// For every constraint of every gadget a prover that breaks it alone, states a false output and follows the protocol: it is
/// rejected, and believed by a verifier that lacks that one constraint.
class GadgetAttackTest {
    private static final long[] SMALL = LongStream.rangeClosed(-5, 9).toArray();

    private static LoweredCircuit lower(ProgramSketch sketch, int output) {
        return CircuitLowering.lower(sketch.output("y", output).program(), LoweringOptions.of(OutputVisibility.PUBLIC));
    }

    /// Attacks every constraint from the first input for which breaking it alone pays.
    private static void attack(LoweredCircuit lowered, long[] inputs, GadgetSolutions.Candidates candidates, int constraints) {
        Map<Integer, Attack> attacks = new TreeMap<>();
        for (long x : inputs) {
            new GadgetSolutions(lowered, new long[] {x}, candidates).forgeries()
                    .forEach((constraint, values) -> attacks.computeIfAbsent(constraint, k -> new Attack(
                            new Sample(lowered.circuit(), lowered.witness(), lowered.weights()), x).sets(values)));
        }
        assertThat(attacks).as("constraints that can be broken alone").hasSize(constraints);
        attacks.forEach((constraint, attack) -> {
            boolean lookup = lowered.circuit().constraints().get(constraint) instanceof Constraint.Lookup;
            int number = (int) lowered.circuit().constraints().stream().limit(constraint)
                    .filter(c -> c instanceof Constraint.Lookup == lookup).count();
            attack.failsBut(lookup ? Weakness.withoutLookups(number) : Weakness.withoutZeros(number),
                    lookup ? "opening-group" : "opening-scalar");
        });
    }

    @Test
    void requantization() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", new IntegerRange(-13, 12), 1);
        attack(lower(sketch, sketch.requantize(x, 2, TableFunction.of("f", 3, true, new int[] {5, 0, -2, 3, 1, 4, 1, 7}, 0, 0))),
                new long[] {-13, -5, 0, 3, 9, 12}, (name, honest) -> SMALL, 2);
    }

    @Test
    void saturationBySelection() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", new IntegerRange(-281, 280), 1);
        attack(lower(sketch, sketch.requantize(x, 1, TableFunction.clip(2, true, 0, 1))), new long[] {-281, -9, -2, 0, 1, 3, 14, 280},
                (name, honest) -> name.contains("distance") ? GadgetSolutions.around(honest, -1, 0, 1) : new long[] {-1, 0, 1, 2}, 4);
    }

    @Test
    void saturationByProduct() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", new IntegerRange(-1500, 1500), 1);
        attack(lower(sketch, sketch.requantize(x, 1, TableFunction.clip(9, true, -7, 99))), new long[] {-15, 9, 513, 1500},
                (name, honest) -> name.contains("distance") || name.contains("outside") ? new long[] {-2, -1, 0, 1, 2}
                        : name.contains("rem") ? new long[] {-1, 0, 1, 2, 3} : GadgetSolutions.around(honest, -7, 0, 99),
                4);
    }

    @Test
    void maximum() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", new IntegerRange(-3, 3), 1);
        int other = sketch.combination(1, new IntegerOp.Term(-2, x));
        attack(lower(sketch, sketch.maximum(x, other)), new long[] {-3, 0, 1, 3},
                (name, honest) -> GadgetSolutions.around(honest, 0, 1, 2, 3, 4, 5, -1, -2), 2);
    }

    @Test
    void division() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", new IntegerRange(2, 7), 1);
        attack(lower(sketch, sketch.division(x, 5)), new long[] {3}, (name, honest) -> LongStream.rangeClosed(-4, 40).toArray(), 3);
    }

    /// The quotient has two limbs; one that overflows takes from the other.
    @Test
    void quotientInLimbs() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", new IntegerRange(3, 5), 1);
        attack(lower(sketch, sketch.division(x, 17)), new long[] {3},
                (name, honest) -> GadgetSolutions.around(honest, 0, 256, honest + 256, honest - 256), 3);
    }

    @Test
    void rounding() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", new IntegerRange(-(1L << 10), 1L << 10), 1);
        LoweredCircuit lowered = lower(sketch, sketch.round(x, 9));
        GadgetSolutions.Candidates candidates = (name, honest) -> name.contains("stated") ? GadgetSolutions.around(honest)
                : GadgetSolutions.around(honest, 0, -1, 512, honest + 512, honest - 512, honest + 32, honest - 32, 16, 32);
        attack(lowered, new long[] {0, 300, 512}, candidates, 2);
    }
}
