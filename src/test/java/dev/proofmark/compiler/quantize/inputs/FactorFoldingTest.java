package dev.proofmark.compiler.quantize.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.AveragePool;
import dev.proofmark.compiler.graph.Concat;
import dev.proofmark.compiler.graph.Convolution;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.MatMul;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Pad;
import dev.proofmark.compiler.graph.ReduceSum;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.graph.Window;
import dev.proofmark.compiler.quantize.GraphSketch;
import dev.proofmark.compiler.quantize.program.RealRange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A graph of divided inputs computes what the graph of the inputs themselves does, and no product is left where factors can
/// move into weights.
class FactorFoldingTest {

    private static final RealRange UNIT = new RealRange(-1, 1);

    /// @param axis     along which the factors differ
    /// @param products multiplications by factors that are left
    record Case(String name, int products, int axis, BiFunction<GraphSketch, Value, Value> network, int... shape) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("matrix on the right", 0, 1, (g, x) -> g.apply(new MatMul(), x, g.weights(1, 5, 3)), 2, 5),
                new Case("matrix on the left", 0, 0, (g, x) -> g.apply(new MatMul(), g.weights(1, 3, 5), x), 5, 2),
                new Case("matrix and rows that differ", 1, 0, (g, x) -> g.apply(new MatMul(), x, g.weights(1, 5, 3)), 2, 5),
                new Case("vector", 0, 0, (g, x) -> g.apply(new MatMul(), x, g.weights(1, 5, 3)), 5),
                new Case("batched matrices", 0, 2, (g, x) -> g.apply(new MatMul(), x, g.weights(1, 2, 5, 3)), 2, 4, 5),
                new Case("standardised", 0, 1, (g, x) -> g.apply(new MatMul(), standardised(g, x, 1, 5), g.weights(1, 5, 3)), 2, 5),
                new Case("constant minus input", 0, 1, (g, x) -> g.apply(
                        new MatMul(), g.apply(new Subtract(), g.weights(1, 5), x), g.weights(1, 5, 3)), 2, 5),
                new Case("convolution", 0, 1, (g, x) -> g.apply(
                        new Convolution(window(3, 1), 1), x, g.weights(1, 4, 4, 3, 3), g.weights(1, 4)), 1, 4, 5, 5),
                new Case("grouped convolution after a pad", 0, 1, (g, x) -> g.apply(
                        new Convolution(window(3, 0), 2),
                        g.apply(new Pad(List.of(0, 0, 1, 1), List.of(0, 0, 1, 2), 0), x), g.weights(1, 6, 2, 3, 3)), 1, 4, 5, 5),
                new Case("convolution over columns that differ", 1, 3, (g, x) -> g.apply(
                        new Convolution(window(3, 1), 1), x, g.weights(1, 2, 4, 3, 3)), 1, 4, 5, 5),
                new Case("pad with a number", 1, 1, (g, x) -> g.apply(
                        new Convolution(window(3, 0), 1),
                        g.apply(new Pad(List.of(0, 0, 1, 1), List.of(0, 0, 1, 1), 0.5), x), g.weights(1, 2, 4, 3, 3)), 1, 4, 5, 5),
                new Case("average pool", 0, 1, (g, x) -> g.apply(
                        new Convolution(window(2, 0), 1),
                        g.apply(new AveragePool(window(2, 0), List.of(List.of(4, 4, 4, 4), List.of(1, 1, 1, 1))), x),
                        g.weights(1, 2, 4, 2, 2)), 1, 4, 5, 5),
                new Case("layout", 0, 1, (g, x) -> {
                    Value turned = g.apply(new Transpose(List.of(1, 0)), x);
                    Value some = g.apply(new Slice(List.of(1, 0), List.of(3, 2), List.of(1, 1)), turned);
                    Value more = g.apply(new Select(0, List.of(0, 4)), turned);
                    Value joined = g.apply(new Concat(0), some, more);
                    Value flat = g.apply(new Reshape(TensorShape.of(10)), joined);
                    return g.apply(new MatMul(), flat, g.weights(1, 10, 3));
                }, 2, 5),
                new Case("function", 1, 1, (g, x) -> g.apply(new Unary(ElementaryFunction.TANH), x), 2, 5),
                new Case("max-pool", 1, 1, (g, x) -> g.apply(new MaxPool(window(2, 0)), x), 1, 4, 5, 5),
                new Case("sum over the axis", 1, 1, (g, x) -> g.apply(new ReduceSum(List.of(1)), x), 2, 5),
                new Case("product with itself", 1, 1, (g, x) -> g.apply(new Multiply(), x, x), 2, 5),
                new Case("branch and output", 1, 1, (g, x) -> {
                    Value scaled = g.apply(new Multiply(), x, g.weights(1, 5));
                    g.output(scaled);
                    return g.apply(new Add(), g.apply(new MatMul(), scaled, g.weights(1, 5, 5)), scaled);
                }, 2, 5),
                new Case("factor of zero, then a shift", 1, 1, (g, x) -> g.apply(
                        new Add(), g.apply(new Multiply(), x, g.constant(TensorShape.of(5), 1, 0, 2, 0, 3)), g.weights(1, 5)), 2, 5));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void computesTheSame(Case example) {
        GraphSketch sketch = new GraphSketch(11);
        Value x = sketch.input("x", UNIT, example.shape());
        sketch.output(example.network().apply(sketch, x));
        Graph graph = sketch.graph();
        double[] factors = new double[x.shape().elementCount()];
        int stride = x.shape().strides()[example.axis()];
        Arrays.setAll(factors, i -> Math.scalb(1.0, i / stride % x.shape().length(example.axis())));
        DenseTensor factor = DenseTensor.of(x.shape(), factors);

        Graph divided = FactorFolding.divided(graph, Map.of("x", factor));

        for (Map<String, DenseTensor> sample : sketch.samples(3)) {
            Map<String, DenseTensor> quotients = new HashMap<>(sample);
            double[] values = sample.get("x").values().clone();
            Arrays.setAll(values, i -> values[i] / factors[i]);
            quotients.put("x", DenseTensor.of(x.shape(), values));
            Map<String, DenseTensor> expected = FloatInterpreter.evaluate(graph, sample);
            FloatInterpreter.evaluate(divided, quotients).forEach((name, tensor) -> {
                for (int i = 0; i < tensor.values().length; i++) {
                    assertThat(tensor.value(i)).as("%s %d", name, i).isCloseTo(
                            expected.get(name).value(i), org.assertj.core.data.Offset.offset(1e-9));
                }
            });
        }
        assertThat(divided.nodes().stream().map(Node::output).filter(value -> value.name().endsWith("#product")))
                .hasSize(example.products());
    }

    private static Value standardised(GraphSketch g, Value x, int... shape) {
        return g.apply(new Multiply(), g.apply(new Subtract(), x, g.weights(1, shape)), g.weights(1, shape));
    }

    private static Window window(int kernel, int pad) {
        return new Window(List.of(kernel, kernel), List.of(1, 1), List.of(1, 1), List.of(pad, pad), List.of(pad, pad));
    }
}
