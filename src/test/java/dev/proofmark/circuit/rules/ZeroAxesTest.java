package dev.proofmark.circuit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.LogicalEvaluator;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.PaddedEvaluator;
import dev.proofmark.circuit.RandomCircuits;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZeroAxesTest {
    /// Tensors that nothing pins are filled with noise in their padding; every axis that the rule calls zero must be
    /// zero there, and nearly every other one must not.
    @Test
    void agreesWithBruteForce() {
        int loose = 0;
        int open = 0;
        for (int seed = 0; seed < 400; seed++) {
            Circuit circuit = new RandomCircuits(seed).next();
            ZeroAxes zero = ZeroAxes.of(circuit);
            PaddedEvaluator values = filled(circuit, zero, seed);
            for (Node node : circuit.nodes()) {
                long[] padded = values.value(node.id());
                for (int a = 0; a < node.shape().rank(); a++) {
                    boolean vanishes = vanishes(node.shape(), a, padded);
                    if (zero.isZero(node.id(), a)) {
                        assertThat(vanishes).as("seed %d node %s axis %d", seed, node, a).isTrue();
                    } else {
                        open++;
                        loose += vanishes ? 1 : 0;
                    }
                }
            }
        }
        assertThat(open).isGreaterThan(300);
        assertThat(loose).isLessThan(open / 10);
    }

    /// The same over circuits with witnesses in no lookup, which the builder would refuse: in accepted ones nothing is ever
    /// nonzero in the padding but multiplicities.
    @Test
    void agreesWithBruteForceWhereWitnessesAreLoose() {
        int open = 0;
        int strict = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Circuit circuit = new RandomCircuits(seed).unchecked();
            ZeroAxes zero = ZeroAxes.of(circuit);
            PaddedEvaluator values = filled(circuit, zero, seed);
            for (Node node : circuit.nodes()) {
                long[] padded = values.value(node.id());
                boolean all = true;
                for (int a = 0; a < node.shape().rank(); a++) {
                    boolean vanishes = vanishes(node.shape(), a, padded);
                    all &= zero.isZero(node.id(), a);
                    if (zero.isZero(node.id(), a)) {
                        assertThat(vanishes).as("seed %d node %s axis %d", seed, node, a).isTrue();
                    } else {
                        open++;
                        strict += vanishes ? 1 : 0;
                        assertThat(node.shape().isFull(a)).isFalse();
                    }
                }
                assertThat(zero.allZero(node.id())).isEqualTo(all);
            }
        }
        assertThat(open).isGreaterThan(1000);
        assertThat(strict).as("axes that the rule gives up though they vanish").isLessThan(open / 10);
    }

    /// In a circuit that the builder accepts, padding never reaches a logical position.
    @Test
    void logicalPositionsDoNotDependOnPadding() {
        int compared = 0;
        for (int seed = 0; seed < 400; seed++) {
            Circuit circuit = new RandomCircuits(seed).next();
            PaddedEvaluator padded = filled(circuit, ZeroAxes.of(circuit), seed);
            LogicalEvaluator logical = new LogicalEvaluator(circuit);
            for (Node node : circuit.nodes()) {
                if (node instanceof Tensor) {
                    logical.put(node.id(), pick(padded.value(node.id()), node.shape()));
                }
            }
            for (Node node : circuit.nodes()) {
                try {
                    assertThat(logical.value(node.id())).as("seed %d node %s", seed, node)
                            .isEqualTo(pick(padded.value(node.id()), node.shape()));
                    compared++;
                } catch (ArithmeticException overflow) {
                    // the padded values wrapped: nothing to compare
                }
            }
        }
        assertThat(compared).isGreaterThan(4000);
    }

    /// What a `Zero` constrains vanishes in the padding whatever the values are.
    @Test
    void zeroConstraintsOnlyWhereThePaddingVanishes() {
        int constraints = 0;
        for (int seed = 0; seed < 400; seed++) {
            Circuit circuit = new RandomCircuits(seed).next();
            PaddedEvaluator values = filled(circuit, ZeroAxes.of(circuit), seed);
            for (Constraint.Zero constraint : circuit.zeros()) {
                constraints++;
                Shape shape = circuit.node(constraint.node()).shape();
                long[] padded = values.value(constraint.node());
                for (int i = 0; i < padded.length; i++) {
                    assertThat(PaddedEvaluator.logical(shape, i) || padded[i] == 0).isTrue();
                }
            }
        }
        assertThat(constraints).isGreaterThan(20);
    }

    /// A looked-up sum pins its input where it shows the input's range, and only there.
    @Test
    void aSumPinsItsInput() {
        for (long factor : new long[] {1, -1, 2, 0}) {
            for (boolean lookedUp : new boolean[] {true, false}) {
                CircuitBuilder b = new CircuitBuilder();
                int x = b.input("x", Shape.of(3));
                int sum = b.combine(Shape.of(3), Coefficient.of(-4), Term.of(x, Coefficient.of(factor), 1));
                List<Constraint> lookups = lookedUp ? List.of(new Constraint.Lookup(0, new int[] {sum})) : List.of();
                ZeroAxes zero = ZeroAxes.of(new Circuit(List.of(b.node(x), b.node(sum)), List.of(), lookups, List.of(), List.of(), 2));
                assertThat(zero.allZero(x)).as("factor %d", factor).isEqualTo(lookedUp && Math.abs(factor) == 1);
            }
        }
    }

    /// A product of one axis that is pinned and one that is not, seen from both sides.
    @Test
    void aViewTakesEveryAxisAlong() {
        CircuitBuilder b = new CircuitBuilder();
        int pinned = b.weight("w", Shape.of(3), IntegerRange.unsigned(1));
        int loose = b.combine(Shape.of(5), Coefficient.ZERO, Term.of(b.witness("v", Shape.of(5)), Coefficient.ONE, 1));
        b.lookup(b.rangeTable("bits", IntegerRange.unsigned(1)), loose);
        int outer = b.contract(pinned, new int[] {0}, loose, new int[] {1}, new int[] {0, 1});
        int turned = b.transpose(outer, 1, 0);
        int mapped = b.axisMap(turned, List.of(new AxisGroup(new AxisMatrix.Window(5, 3, 3, 1, 1, 0)), AxisGroup.PASS));
        int passing = b.axisMap(turned, List.of(AxisGroup.PASS, new AxisGroup(new AxisMatrix.WindowSum(3, 3, 1, 1, 1, 0))));
        List<Node> nodes = IntStream.rangeClosed(0, passing).mapToObj(b::node).toList();
        ZeroAxes zero = ZeroAxes.of(new Circuit(nodes, List.of(), List.of(), List.of(), List.of(), 2));
        assertThat(List.of(zero.isZero(outer, 0), zero.isZero(outer, 1))).containsExactly(true, false);
        assertThat(List.of(zero.isZero(turned, 0), zero.isZero(turned, 1))).containsExactly(false, true);
        assertThat(zero.allZero(mapped)).as("a mapped axis is zero, a passing one stays").isTrue();
        assertThat(List.of(zero.isZero(passing, 0), zero.isZero(passing, 1))).containsExactly(false, true);
        assertThat(zero.allZero(pinned)).isTrue();
        assertThat(zero.allZero(turned)).isFalse();
    }

    private static PaddedEvaluator filled(Circuit circuit, ZeroAxes zero, long seed) {
        Random random = new Random(seed);
        PaddedEvaluator values = new PaddedEvaluator(circuit);
        for (Node node : circuit.nodes()) {
            if (node instanceof Tensor t) {
                long[] padded = new long[t.shape().paddedSize()];
                boolean pinned = t.kind() != TensorKind.MULTIPLICITY && zero.allZero(t.id());
                for (int i = 0; i < padded.length; i++) {
                    boolean logical = PaddedEvaluator.logical(t.shape(), i);
                    padded[i] = logical || !pinned ? 1 + random.nextInt(3) : 0;
                }
                values.put(t.id(), padded);
            }
        }
        return values;
    }

    private static boolean vanishes(Shape shape, int axis, long[] padded) {
        for (int i = 0; i < padded.length; i++) {
            if (PaddedEvaluator.part(shape, axis, i) >= shape.length(axis) && padded[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static long[] pick(long[] padded, Shape shape) {
        int[] at = shape.paddedIndexes();
        long[] logical = new long[at.length];
        for (int i = 0; i < at.length; i++) {
            logical[i] = padded[at[i]];
        }
        return logical;
    }
}
