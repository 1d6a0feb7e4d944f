package dev.proofmark.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AffineFoldingTest {

    private static final Origin ORIGIN = new Origin("node", "Test (ai.onnx 1)");
    private static final long SEED = 11;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private DenseTensor random(int... lengths) {
        TensorShape shape = TensorShape.of(lengths);
        double[] values = new double[shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble(-1, 1);
        }
        return DenseTensor.of(shape, values);
    }

    /// Builds a graph step by step on one current value.
    private final class Chain {
        private final GraphBuilder builder = new GraphBuilder();
        private final List<Graph.Output> outputs = new ArrayList<>();
        private Value current;

        Chain(int... lengths) {
            current = builder.input("x", ElementType.FLOAT32, TensorShape.of(lengths));
        }

        Chain then(Op op, DenseTensor... constants) {
            List<Value> operands = new ArrayList<>(List.of(current));
            for (DenseTensor constant : constants) {
                operands.add(builder.constant("c", constant));
            }
            current = builder.add(ORIGIN, "v", op, operands);
            return this;
        }

        Chain output(String name) {
            outputs.add(new Graph.Output(name, current, ElementType.FLOAT32));
            return this;
        }

        Graph graph() {
            return builder.build(outputs);
        }
    }

    private void expectSame(Graph graph, Class<?>... ops) {
        Graph folded = AffineFolding.fold(graph);
        assertThat(folded.nodes()).extracting(node -> (Object) node.op().getClass()).containsExactly((Object[]) ops);
        DenseTensor x = random(graph.inputs().getFirst().value().shape().lengths());
        Map<String, DenseTensor> before = FloatInterpreter.evaluate(graph, Map.of("x", x));
        Map<String, DenseTensor> after = FloatInterpreter.evaluate(folded, Map.of("x", x));
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, expected) -> {
            assertThat(after.get(name).shape()).isEqualTo(expected.shape());
            for (int i = 0; i < expected.values().length; i++) {
                assertThat(after.get(name).value(i)).as("seed " + SEED).isCloseTo(expected.value(i), within(1e-12));
            }
        });
    }

    private static Convolution convolution(int pad, int groups) {
        List<Integer> one = List.of(1, 1);
        return new Convolution(new Window(List.of(3, 3), one, one, List.of(pad, pad), List.of(pad, pad)), groups);
    }

    @Test
    void batchNormalisationGoesIntoTheConvolutionBeforeIt() {
        expectSame(
                new Chain(2, 4, 5, 5)
                        .then(convolution(1, 2), random(6, 2, 3, 3), random(6))
                        .then(new Multiply(), random(6, 1, 1))
                        .then(new Add(), random(6, 1, 1))
                        .then(new Unary(ElementaryFunction.RELU))
                        .output("y").graph(),
                Convolution.class, Unary.class);
    }

    @Test
    void batchNormalisationGoesIntoTheMatrixBeforeItsBias() {
        expectSame(
                new Chain(3, 4)
                        .then(new MatMul(), random(4, 5))
                        .then(new Add(), random(5))
                        .then(new Multiply(), random(5))
                        .then(new Add(), random(5))
                        .output("y").graph(),
                MatMul.class, Add.class);
    }

    @Test
    void inputNormalisationGoesIntoTheLayerAfterIt() {
        expectSame(
                new Chain(2, 2, 2, 3)
                        .then(new Subtract(), DenseTensor.scalar(0.3))
                        .then(new Multiply(), DenseTensor.scalar(4))
                        .then(new Reshape(TensorShape.of(2, 12)))
                        .then(new MatMul(), random(12, 3))
                        .then(new Add(), random(3))
                        .output("y").graph(),
                Reshape.class, MatMul.class, Add.class);
        expectSame(
                new Chain(2, 4, 5, 5)
                        .then(new Subtract(), random(4, 1, 1))
                        .then(new Multiply(), random(1, 4, 1, 1))
                        .then(convolution(0, 2), random(6, 2, 3, 3))
                        .output("y").graph(),
                Convolution.class);
    }

    @Test
    void anAddendStaysInFrontOfAPaddedConvolution() {
        expectSame(
                new Chain(1, 2, 4, 4)
                        .then(new Multiply(), random(2, 1, 1))
                        .then(new Add(), random(2, 1, 1))
                        .then(convolution(1, 1), random(3, 2, 3, 3))
                        .output("y").graph(),
                Multiply.class, Add.class, Convolution.class);
    }

    @Test
    void chainsOfConstantsAreOne() {
        expectSame(
                new Chain(2, 3)
                        .then(new Add(), random(3)).then(new Add(), random(2, 1)).then(new Multiply(), random(1))
                        .then(new Multiply(), random(2, 3)).then(new Subtract(), random(3))
                        .output("y").graph(),
                Multiply.class, Add.class);
    }

    @Test
    void valuesWithOtherReadersStay() {
        expectSame(
                new Chain(2, 3)
                        .then(new MatMul(), random(3, 3)).output("middle")
                        .then(new Multiply(), random(3)).output("y").graph(),
                MatMul.class, Multiply.class);
    }

    @Test
    void aFactorThatEnlargesTheShapeStays() {
        expectSame(
                new Chain(1, 3).then(new MatMul(), random(3, 3)).then(new Multiply(), random(4, 3)).output("y").graph(),
                MatMul.class, Multiply.class);
        expectSame(
                new Chain(1, 3).then(new Multiply(), random(3)).then(new Multiply(), random(2, 3)).output("y").graph(),
                Multiply.class, Multiply.class);
    }

    @Test
    void randomChainsKeepTheirMeaning() {
        for (int round = 0; round < 200; round++) {
            Chain chain = new Chain(2, 3, 4, 4);
            for (int step = 0; step < 6; step++) {
                switch (random.nextInt(7)) {
                    case 0 -> chain.then(new Multiply(), random(3, 1, 1));
                    case 1 -> chain.then(new Add(), random(3, 1, 1));
                    case 2 -> chain.then(new Subtract(), DenseTensor.scalar(random.nextDouble()));
                    case 3 -> chain.then(convolution(1, 3), random(3, 1, 3, 3), random(3));
                    case 4 -> chain.then(convolution(1, 1), random(3, 3, 3, 3));
                    case 5 -> chain.then(new MatMul(), random(4, 4));
                    default -> chain.then(new Transpose(List.of(0, 1, 3, 2)));
                }
            }
            Graph graph = chain.output("y").graph();
            Graph folded = AffineFolding.fold(graph);
            DenseTensor x = random(2, 3, 4, 4);
            DenseTensor before = FloatInterpreter.evaluate(graph, Map.of("x", x)).get("y");
            DenseTensor after = FloatInterpreter.evaluate(folded, Map.of("x", x)).get("y");
            assertThat(folded.nodes().size()).isLessThanOrEqualTo(graph.nodes().size() + 1);
            for (int i = 0; i < before.values().length; i++) {
                double tolerance = 1e-9 * Math.max(1, Math.abs(before.value(i)));
                assertThat(after.value(i)).as("seed " + SEED + ", round " + round).isCloseTo(before.value(i), within(tolerance));
            }
        }
    }
}
