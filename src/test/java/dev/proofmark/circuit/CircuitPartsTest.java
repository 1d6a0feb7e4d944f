package dev.proofmark.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.build.CircuitBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The parts of circuits by themselves: what they hold, what they refuse to hold, when two are the same.
class CircuitPartsTest {
    private static final int[] A = {0, 1};
    private static final int[] B = {1, 2};

    private static List<List<Integer>> ones(AxisMatrix matrix) {
        List<List<Integer>> ones = new ArrayList<>();
        matrix.forEach((output, input) -> ones.add(List.of(output, input)));
        return ones;
    }

    @Test
    void windowsReachOverTheEndsButHoldNothingThere() {
        AxisMatrix window = new AxisMatrix.Window(4, 3, 2, 2, 1, 1);
        assertThat(ones(window)).containsExactly(List.of(1, 0), List.of(2, 1), List.of(3, 2), List.of(4, 3));
        assertThat(window.ones()).isEqualTo(6);
        assertThat(window.maxRowWeight()).isEqualTo(1);
        assertThat(window.inputLengths()).containsExactly(4);
        assertThat(window.outputLengths()).containsExactly(3, 2);
        AxisMatrix sum = new AxisMatrix.WindowSum(4, 2, 2, 2, 3, 1);
        assertThat(ones(sum)).containsExactly(List.of(0, 2), List.of(1, 1));
        assertThat(sum.maxRowWeight()).isEqualTo(2);
        assertThat(sum.outputLengths()).containsExactly(2);
        assertThat(ones(new AxisMatrix.WindowSum(4, 1, 2, 1, 1, 0))).containsExactly(List.of(0, 0), List.of(0, 1));
        assertThat(ones(new AxisMatrix.Window(4, 1, 2, 1, 1, 0))).containsExactly(List.of(0, 0), List.of(1, 1));
        assertThat(ones(AxisMatrix.WindowSum.all(3))).containsExactly(List.of(0, 0), List.of(0, 1), List.of(0, 2));
    }

    @Test
    void aGatherTakesFromItsSources() {
        AxisMatrix gather = new AxisMatrix.Gather(new int[] {2, 2}, new int[] {5}, new int[] {3, -1, 0, 0, 1});
        assertThat(ones(gather)).containsExactly(List.of(0, 3), List.of(2, 0), List.of(3, 0), List.of(4, 1));
        assertThat(gather.maxRowWeight()).isEqualTo(1);
        assertThat(gather.inputLengths()).containsExactly(2, 2);
        assertThat(gather.outputLengths()).containsExactly(5);
    }

    @Test
    void aGroupIsOneAxisOrThoseOfItsMatrix() {
        AxisGroup group = new AxisGroup(new AxisMatrix.Gather(new int[] {2, 2}, new int[] {1, 1, 1}, new int[] {3}));
        assertThat(List.of(group.inputAxes(), group.outputAxes())).containsExactly(2, 3);
        assertThat(group.mapped()).isTrue();
        assertThat(List.of(AxisGroup.PASS.inputAxes(), AxisGroup.PASS.outputAxes())).containsExactly(1, 1);
        assertThat(AxisGroup.PASS.mapped()).isFalse();
        assertThat(Term.of(4, Coefficient.ONE, 3).axes()).containsExactly(0, 1, 2);
    }

    @Test
    void kindsThatAreCommittedAndWhen() {
        assertThat(List.of(TensorKind.values())).filteredOn(TensorKind::committed).containsExactly(TensorKind.WEIGHT, TensorKind.INPUT,
                TensorKind.WITNESS, TensorKind.MULTIPLICITY, TensorKind.TABLE);
        assertThat(List.of(TensorKind.values())).filteredOn(TensorKind::perProof).containsExactly(TensorKind.INPUT, TensorKind.WITNESS,
                TensorKind.MULTIPLICITY);
    }

    @Test
    void tagsWidthsAndColumns() {
        CircuitBuilder b = new CircuitBuilder();
        b.rangeTable("r", IntegerRange.unsigned(1));
        b.table("t", 3, List.of(new Column.Affine(0, 1), new Column.Affine(5, -1)));
        Circuit circuit = b.build(5);
        assertThat(circuit.tables()).extracting(LookupTable::tag).containsExactly(1, 2);
        assertThat(circuit.tableWidth()).isEqualTo(2);
        assertThat(circuit.columns()).isEqualTo(32);
        assertThat(circuit.layout(circuit.tensor(0)).sentRows()).containsExactly(0);
        assertThat(circuit.tensors(TensorKind.MULTIPLICITY)).extracting(Tensor::id).containsExactly(0, 1);
    }

    @Test
    void contractionsAndMapsStandOneLevelAboveTheirOperands() {
        CircuitBuilder b = new CircuitBuilder();
        int w = b.weight("w", Shape.of(2), IntegerRange.unsigned(1));
        int sum = b.combine(Shape.of(2), Coefficient.ONE, Term.of(w, Coefficient.ONE, 1));
        int product = b.contract(sum, new int[] {0}, w, new int[] {0}, new int[] {0});
        int mapped = b.axisMap(product, List.of(new AxisGroup(AxisMatrix.WindowSum.all(2))));
        int view = b.reshape(mapped, Shape.of(1, 1));
        b.combine(Shape.of(2), Coefficient.ZERO, new Term(b.reshape(view, Shape.of()), Coefficient.ONE, new int[] {-1}),
                Term.of(w, Coefficient.ONE, 1));
        b.rangeTable("r", IntegerRange.unsigned(1));
        assertThat(b.build(2).heights()).containsExactly(0, 0, 1, 2, 2, 2, 2, 0);
    }

    @Test
    void labelsOfAContraction() {
        Contract c = new Contract(9, Shape.of(2, 3, 4), 0, 1, new int[] {5, 6, 7}, new int[] {7, 6, 8}, new int[] {5, 6, 8});
        assertThat(c.batchAxesOfA()).containsExactly(1);
        assertThat(c.summedAxesOfA()).containsExactly(2);
        assertThat(Contract.indexOf(c.bLabels(), 8)).isEqualTo(2);
        assertThat(Contract.indexOf(c.bLabels(), 5)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"1, true, 0", "2, true, 1", "3, false, 2", "4, true, 2", "5, false, 3", "1024, true, 10", "1025, false, 11"})
    void anAxisIsFullIfItsLengthIsAPowerOfTwo(int length, boolean full, int bits) {
        Shape shape = Shape.of(3, length);
        assertThat(shape.isFull(1)).isEqualTo(full);
        assertThat(shape.bits(1)).isEqualTo(bits);
        assertThat(shape.totalBits()).isEqualTo(2 + bits);
        assertThat(shape.size()).isEqualTo(3 * length);
        assertThat(shape.paddedSize()).isEqualTo(4 << bits);
        assertThat(shape).hasToString("[3, " + length + "]");
    }

    @Test
    void coefficientsAreInLowestTerms() {
        assertThat(Coefficient.of(0, 5)).isEqualTo(Coefficient.ZERO);
        assertThat(Coefficient.of(12, 3)).isEqualTo(new Coefficient(3, 1));
        assertThat(Coefficient.of(-8, 2)).isEqualTo(new Coefficient(-2, 0));
        assertThat(Coefficient.of(5, 0)).isEqualTo(Coefficient.of(5));
    }

    @Test
    void aTensorHasWhatItsKindCallsFor() {
        Shape shape = Shape.of(2);
        IntegerRange range = IntegerRange.unsigned(1);
        for (TensorKind kind : TensorKind.values()) {
            for (boolean ranged : new boolean[] {true, false}) {
                for (boolean valued : new boolean[] {true, false}) {
                    boolean fits = ranged == (kind == TensorKind.WEIGHT || kind == TensorKind.PUBLIC)
                            && valued == (kind == TensorKind.CONSTANT || kind == TensorKind.TABLE);
                    Runnable make = () -> new Tensor(0, kind, "t", shape, ranged ? range : null, valued ? new long[2] : null);
                    if (fits) {
                        make.run();
                    } else {
                        assertThatThrownBy(make::run).as("%s %s %s", kind, ranged, valued).isInstanceOf(CircuitException.class);
                    }
                }
            }
        }
        for (int length : new int[] {1, 3}) {
            assertThatThrownBy(() -> new Tensor(0, TensorKind.CONSTANT, "t", shape, null, new long[length]))
                    .isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).isEqualTo("tensor-values"));
        }
        assertThat(new Tensor(0, TensorKind.CONSTANT, "t", shape, null, new long[2])).hasToString("CONSTANT t[2]");
    }

    /// Two parts are the same if all their fields are; each list holds parts that differ in one.
    @Test
    void partsAreTheSameIfAllOfThemIs() {
        Shape shape = Shape.of(2, 2);
        IntegerRange range = IntegerRange.unsigned(1);
        distinct(() -> List.of(
                new Tensor(0, TensorKind.WEIGHT, "t", shape, range, null), new Tensor(1, TensorKind.WEIGHT, "t", shape, range, null),
                new Tensor(0, TensorKind.PUBLIC, "t", shape, range, null), new Tensor(0, TensorKind.WEIGHT, "u", shape, range, null),
                new Tensor(0, TensorKind.WEIGHT, "t", Shape.of(4), range, null),
                new Tensor(0, TensorKind.WEIGHT, "t", shape, IntegerRange.unsigned(2), null),
                new Tensor(0, TensorKind.CONSTANT, "t", shape, null, new long[] {1, 2, 3, 4}),
                new Tensor(0, TensorKind.CONSTANT, "t", shape, null, new long[] {1, 2, 3, 5})));
        distinct(() -> List.of(
                new Contract(0, shape, 1, 2, A, B, A), new Contract(9, shape, 1, 2, A, B, A), new Contract(0, Shape.of(4), 1, 2, A, B, A),
                new Contract(0, shape, 9, 2, A, B, A), new Contract(0, shape, 1, 9, A, B, A), new Contract(0, shape, 1, 2, B, B, A),
                new Contract(0, shape, 1, 2, A, A, A), new Contract(0, shape, 1, 2, A, B, B)));
        distinct(() -> List.of(
                new View(0, shape, 1, A), new View(9, shape, 1, A), new View(0, Shape.of(4), 1, A), new View(0, shape, 9, A),
                new View(0, shape, 1, B)));
        distinct(() -> List.of(Term.of(0, Coefficient.ONE, 2), Term.of(9, Coefficient.ONE, 2), Term.of(0, Coefficient.ZERO, 2),
                Term.of(0, Coefficient.ONE, 1)));
        distinct(() -> List.of(
                new AxisMatrix.Gather(new int[] {4}, new int[] {2}, A), new AxisMatrix.Gather(new int[] {2, 2}, new int[] {2}, A),
                new AxisMatrix.Gather(new int[] {4}, new int[] {1, 2}, A), new AxisMatrix.Gather(new int[] {4}, new int[] {2}, B)));
        distinct(() -> List.of(new Constraint.Lookup(0, A), new Constraint.Lookup(1, A), new Constraint.Lookup(0, B),
                new Constraint.Zero(0)));
        distinct(() -> List.of(Shape.of(), Shape.of(1), Shape.of(2), Shape.of(1, 2), Shape.of(2, 1)));
    }

    private static void distinct(Supplier<List<?>> parts) {
        List<?> first = parts.get();
        List<?> second = parts.get();
        for (int i = 0; i < first.size(); i++) {
            for (int j = 0; j < second.size(); j++) {
                assertThat(first.get(i).equals(second.get(j))).as("%s and %s", first.get(i), second.get(j)).isEqualTo(i == j);
            }
            assertThat(first.get(i).hashCode()).isEqualTo(second.get(i).hashCode());
            assertThat(first.get(i).equals("another thing")).isFalse();
        }
    }
}
