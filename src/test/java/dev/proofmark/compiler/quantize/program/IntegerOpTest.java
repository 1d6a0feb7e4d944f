package dev.proofmark.compiler.quantize.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.Convolution;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.MatMul;
import dev.proofmark.compiler.graph.Op;
import dev.proofmark.compiler.graph.ReduceSum;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Integer operators against the float reference on integer data, and the ones without a float counterpart by value.
class IntegerOpTest {

    private final Random random = new Random(5);

    @Test
    void convolutionsMatchTheFloatReference() {
        Window window = new Window(List.of(3, 2), List.of(2, 1), List.of(1, 2), List.of(1, 0), List.of(0, 2));
        compare(
                new IntegerOp.Convolution(0, 1, List.of(2, 1), List.of(1, 2), List.of(1, 0), List.of(0, 2), 2),
                new Convolution(window, 2),
                TensorShape.of(2, 4, 7, 6),
                TensorShape.of(6, 2, 3, 2));
        Window line = new Window(List.of(3), List.of(1), List.of(1), List.of(1), List.of(1));
        compare(
                new IntegerOp.Convolution(0, 1, List.of(1), List.of(1), List.of(1), List.of(1), 3),
                new Convolution(line, 3),
                TensorShape.of(1, 3, 5),
                TensorShape.of(3, 1, 3));
    }

    @Test
    void matrixProductsMatchTheFloatReference() {
        compare(new IntegerOp.MatMul(0, 1), new MatMul(), TensorShape.of(3, 4), TensorShape.of(4, 5));
        compare(new IntegerOp.MatMul(0, 1), new MatMul(), TensorShape.of(2, 1, 3, 4), TensorShape.of(5, 4, 2));
    }

    @Test
    void sumsAndTransposesMatchTheFloatReference() {
        compare(new IntegerOp.Sum(0, List.of(1, 2)), new ReduceSum(List.of(1, 2)), TensorShape.of(2, 3, 4));
        compare(new IntegerOp.Transpose(0, List.of(2, 0, 1)), new Transpose(List.of(2, 0, 1)), TensorShape.of(2, 3, 4));
        compare(
                new IntegerOp.Gather(0, 1, List.of(2, 0)),
                new Slice(List.of(0, 2, 0), List.of(2, 2, 4), List.of(1, -2, 1)),
                TensorShape.of(2, 3, 4));
    }

    @Test
    void windowSumsCountPaddingAsZero() {
        long[] sums = apply(
                new IntegerOp.WindowSum(0, List.of(3), List.of(1), List.of(1), List.of(1), List.of(1)),
                TensorShape.of(1, 2, 3),
                new long[] {1, 2, 3, 10, 20, 30});
        assertThat(sums).containsExactly(3, 6, 5, 30, 60, 50);
    }

    @Test
    void combinationsBroadcastAndAddTheConstant() {
        IntegerOp op = new IntegerOp.Combination(List.of(new IntegerOp.Term(2, 0), new IntegerOp.Term(-1, 1)), 7);
        List<TensorShape> shapes = List.of(TensorShape.of(2, 2), TensorShape.of(2));
        long[] result = IntegerInterpreter.apply(
                op, List.of(new long[] {1, 2, 3, 4}, new long[] {10, 20}), shapes, TensorShape.of(2, 2));
        assertThat(result).containsExactly(-1, -9, 3, -5);
    }

    @Test
    void requantisationRoundsHalfUpAndSaturates() {
        TableFunction clip = TableFunction.clip(3, true, -4, 3);
        long[] acc = {-100, -7, -6, -5, -2, -1, 0, 1, 2, 5, 6, 100};
        long[] y = apply(new IntegerOp.Requantize(0, 2, clip), TensorShape.of(12), acc);
        assertThat(y).containsExactly(-4, -2, -1, -1, 0, 0, 0, 0, 1, 1, 2, 3);
        assertThat(apply(new IntegerOp.Round(0, 2), TensorShape.of(12), acc))
                .containsExactly(-25, -2, -1, -1, 0, 0, 0, 0, 1, 1, 2, 25);
    }

    @Test
    void tablesAreTotal() {
        TableFunction f = TableFunction.of("f", 2, false, new int[] {5, 6, 7, 8}, -1, 99);
        assertThat(apply(new IntegerOp.Lookup(0, f), TensorShape.of(5), new long[] {-3, 0, 3, 4, 1L << 40}))
                .containsExactly(-1, 5, 8, 99, 99);
        assertThat(f.image()).isEqualTo(new IntegerRange(-1, 99));
        assertThat(f.covers(new IntegerRange(0, 3))).isTrue();
        assertThat(f.covers(new IntegerRange(0, 4))).isFalse();
        assertThat(TableFunction.rectifier(4).values()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(TableFunction.clip(3, true, -4, 3).isIdentity()).isTrue();
        assertThat(TableFunction.rectifier(3)).isEqualTo(TableFunction.clip(3, true, 0, 3));
    }

    @Test
    void divisionIsTheFloorOfAPowerOfTwo() {
        assertThat(apply(new IntegerOp.Division(0, 10), TensorShape.of(3), new long[] {1, 3, 2000}))
                .containsExactly(1024, 341, 0);
        assertThatThrownBy(() -> apply(new IntegerOp.Division(0, 10), TensorShape.of(1), new long[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gatherFillsWithZeroAndConcatJoins() {
        assertThat(apply(new IntegerOp.Gather(0, 1, List.of(-1, 1, 1)), TensorShape.of(2, 2), new long[] {1, 2, 3, 4}))
                .containsExactly(0, 2, 2, 0, 4, 4);
        long[] joined = IntegerInterpreter.apply(
                new IntegerOp.Concat(List.of(0, 1), 1),
                List.of(new long[] {1, 2}, new long[] {3, 4, 5, 6}),
                List.of(TensorShape.of(2, 1), TensorShape.of(2, 2)),
                TensorShape.of(2, 3));
        assertThat(joined).containsExactly(1, 3, 4, 2, 5, 6);
    }

    @Test
    void aProgramChecksOrderShapesAndPorts() {
        IntegerRange bytes = IntegerRange.unsigned(8);
        Step input = new Step(0, "x", new IntegerOp.Input("x", InputGrid.uniform(1, bytes)), TensorShape.of(2), bytes, 1);
        QuantizedProgram.Port in = new QuantizedProgram.Port("x", 0);
        QuantizedProgram.Port out = new QuantizedProgram.Port("y", 1);
        Step good = new Step(1, "y", new IntegerOp.Reshape(0, TensorShape.of(1, 2)), TensorShape.of(1, 2), bytes, 1);
        QuantizedProgram program = new QuantizedProgram(List.of(input, good), List.of(in), List.of(out));
        assertThat(IntegerInterpreter.evaluate(program, Map.of("x", new long[] {3, 255})).get("y")).containsExactly(3, 255);
        assertThatThrownBy(() -> IntegerInterpreter.evaluate(program, Map.of("x", new long[] {3, 256})))
                .hasMessageContaining("element 1")
                .hasMessageNotContaining("256");
        assertThatThrownBy(() -> IntegerInterpreter.evaluate(program, Map.of())).hasMessageContaining("none");

        Step forward = new Step(1, "y", new IntegerOp.Reshape(1, TensorShape.of(1, 2)), TensorShape.of(1, 2), bytes, 1);
        assertThatThrownBy(() -> new QuantizedProgram(List.of(input, forward), List.of(in), List.of(out)))
                .hasMessageContaining("reads step 1");
        Step wrong = new Step(1, "y", good.op(), TensorShape.of(2, 1), bytes, 1);
        assertThatThrownBy(() -> new QuantizedProgram(List.of(input, wrong), List.of(in), List.of(out)))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("[2,1]");
        assertThatThrownBy(() -> new QuantizedProgram(List.of(input, good), List.of(), List.of(out)))
                .hasMessageContaining("1 input steps for 0 inputs");
    }

    private static long[] apply(IntegerOp op, TensorShape shape, long[] x) {
        return IntegerInterpreter.apply(op, List.of(x), List.of(shape), IntegerShapes.of(op, List.of(shape)));
    }

    private void compare(IntegerOp op, Op reference, TensorShape... shapes) {
        List<long[]> values = Arrays.stream(shapes)
                .map(shape -> random.longs(shape.elementCount(), -9, 10).toArray())
                .toList();
        List<DenseTensor> reals = new java.util.ArrayList<>();
        for (int i = 0; i < shapes.length; i++) {
            reals.add(DenseTensor.of(shapes[i], Arrays.stream(values.get(i)).asDoubleStream().toArray()));
        }
        DenseTensor expected = FloatInterpreter.apply(reference, reals);
        TensorShape shape = IntegerShapes.of(op, List.of(shapes));
        assertThat(shape).isEqualTo(expected.shape());
        long[] actual = IntegerInterpreter.apply(op, values, List.of(shapes), shape);
        assertThat(Arrays.stream(actual).asDoubleStream().toArray()).containsExactly(expected.values());
    }
}
