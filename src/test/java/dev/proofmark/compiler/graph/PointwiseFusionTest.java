package dev.proofmark.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointwiseFusionTest {

    private static final Origin ORIGIN = new Origin("node", "Test (ai.onnx 1)");
    private static final TensorShape SHAPE = TensorShape.of(2, 3);
    private static final DenseTensor X = DenseTensor.of(SHAPE, -3, -0.5, 0, 0.25, 1, 4);

    private final GraphBuilder builder = new GraphBuilder();
    private final Value x = builder.input("x", ElementType.FLOAT32, SHAPE);

    private Value unary(UnaryFunction function, Value value) {
        return builder.add(ORIGIN, "u", new Unary(function), List.of(value));
    }

    private Value add(Op op, Value a, Value b) {
        return builder.add(ORIGIN, "b", op, List.of(a, b));
    }

    private Value number(double value) {
        return builder.constant("c", DenseTensor.scalar(value));
    }

    private Graph expectFused(int nodes, Value... outputs) {
        List<Graph.Output> named = java.util.stream.IntStream.range(0, outputs.length)
                .mapToObj(i -> new Graph.Output("y" + i, outputs[i], ElementType.FLOAT32))
                .toList();
        Graph graph = builder.build(named);
        Graph fused = PointwiseFusion.fuse(graph);
        assertThat(fused.nodes()).hasSize(nodes);
        Map<String, DenseTensor> before = FloatInterpreter.evaluate(graph, Map.of("x", X));
        FloatInterpreter.evaluate(fused, Map.of("x", X)).forEach((name, actual) -> {
            for (int i = 0; i < actual.values().length; i++) {
                assertThat(actual.value(i)).isCloseTo(before.get(name).value(i), within(1e-14));
            }
        });
        return fused;
    }

    @Test
    void activationsInPartsAreOneFunction() {
        Value swish = add(new Multiply(), x, unary(ElementaryFunction.SIGMOID, x));
        Graph fused = expectFused(1, swish);
        assertThat(fused.nodes().getFirst().op()).isInstanceOfSatisfying(Unary.class,
                unary -> assertThat(unary.function().label()).isEqualTo("(x * sigmoid of (x))"));
    }

    @Test
    void gaussianErrorUnit() {
        Value erf = unary(ElementaryFunction.ERF, add(new Multiply(), x, number(Math.sqrt(0.5))));
        Value half = add(new Multiply(), x, number(0.5));
        expectFused(1, add(new Multiply(), half, add(new Add(), erf, number(1))));
    }

    @Test
    void quotientOfTwoFunctions() {
        Value divisor = add(new Add(), number(1), unary(ElementaryFunction.ABS, x));
        expectFused(1, add(new Multiply(), x, unary(ElementaryFunction.RECIPROCAL, divisor)));
    }

    @Test
    void aFunctionOfAFunctionIsOneUnlessBothAreRead() {
        Value square = add(new Multiply(), x, x);
        Value root = unary(ElementaryFunction.SQRT, square);
        expectFused(1, root);
        Value exp = unary(ElementaryFunction.EXP, x);
        expectFused(2, exp, unary(ElementaryFunction.TANH, exp));
    }

    @Test
    void affineAndVaryingConstantsStay() {
        expectFused(2, add(new Add(), add(new Multiply(), x, number(2)), number(1)));
        expectFused(1, add(new Add(), x, x));
        Value varying = builder.constant("v", DenseTensor.vector(1, 2, 3));
        Value scaled = add(new Multiply(), unary(ElementaryFunction.RELU, x), varying);
        expectFused(3, add(new Multiply(), x, scaled));
    }

    @Test
    void towersOfSquaresDoNotGrowWithoutBound() {
        Value value = x;
        for (int i = 0; i < 200; i++) {
            value = add(new Multiply(), value, value);
        }
        Graph graph = PointwiseFusion.fuse(builder.build(List.of(new Graph.Output("y", value, ElementType.FLOAT32))));
        DenseTensor ones = DenseTensor.filled(SHAPE, 1);
        assertThat(FloatInterpreter.evaluate(graph, Map.of("x", ones)).get("y")).isEqualTo(ones);
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Unary unary && unary.function() instanceof ParametricFunction.Composed composed) {
                assertThat(composed.expression().size()).isLessThanOrEqualTo(64);
            }
        }
    }
}
