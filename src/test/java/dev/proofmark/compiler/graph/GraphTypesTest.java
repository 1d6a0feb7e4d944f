package dev.proofmark.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What cannot be constructed: shapes, operators, nodes and graphs that make no sense.
class GraphTypesTest {

    private static final Origin ORIGIN = new Origin("node", "Test (ai.onnx 1)");

    private static TensorShape shape(int... lengths) {
        return TensorShape.of(lengths);
    }

    private static void refused(Executable construction) {
        assertThatThrownBy(construction::execute).isInstanceOf(ShapeException.class);
    }

    @Test
    void shapes() {
        assertThat(shape(2, 3, 4).strides()).containsExactly(12, 4, 1);
        assertThat(shape().elementCount()).isEqualTo(1);
        assertThat(shape(2, 0, 3).elementCount()).isZero();
        assertThat(TensorShape.broadcast(shape(4, 1, 3), shape(2, 1))).isEqualTo(shape(4, 2, 3));
        refused(() -> shape(-1));
        refused(() -> shape(1 << 16, 1 << 16));
        refused(() -> TensorShape.broadcast(shape(2), shape(3)));
        refused(() -> DenseTensor.of(shape(2), 1));
    }

    @Test
    void windows() {
        Window window = new Window(List.of(3), List.of(2), List.of(2), List.of(1), List.of(0));
        assertThat(window.outputLength(0, 6)).isEqualTo(2);
        assertThat(window.inputIndex(0, 1, 2)).isEqualTo(5);
        refused(() -> window.outputLength(0, 3));
        refused(() -> new Window(List.of(3), List.of(0), List.of(1), List.of(0), List.of(0)));
        refused(() -> new Window(List.of(3), List.of(1), List.of(1), List.of(-1), List.of(0)));
        refused(() -> new Window(List.of(3), List.of(1, 1), List.of(1), List.of(0), List.of(0)));
    }

    @Test
    void operators() {
        Window window = new Window(List.of(2), List.of(1), List.of(1), List.of(0), List.of(0));
        refused(() -> new Convolution(window, 2).outputShape(List.of(shape(1, 3, 5), shape(2, 1, 2))));
        refused(() -> new Convolution(window, 1).outputShape(List.of(shape(1, 3, 5), shape(2, 3, 3))));
        refused(() -> new Convolution(window, 1).outputShape(List.of(shape(1, 3, 5), shape(2, 3, 2), shape(3))));
        refused(() -> new Convolution(window, 0));
        refused(() -> new MatMul().outputShape(List.of(shape(2, 3), shape(2, 3))));
        refused(() -> new MatMul().outputShape(List.of(shape(), shape(2, 3))));
        refused(() -> new MaxPool(new Window(List.of(2), List.of(1), List.of(1), List.of(2), List.of(0)))
                .outputShape(List.of(shape(1, 1, 4))));
        refused(() -> new AveragePool(window, List.of(List.of(2, 2))).outputShape(List.of(shape(1, 1, 4))));
        refused(() -> new AveragePool(window, List.of(List.of(0))));
        refused(() -> new Softmax(2).outputShape(List.of(shape(1, 1))));
        refused(() -> new Reshape(shape(5)).outputShape(List.of(shape(2, 3))));
        refused(() -> new Transpose(List.of(0, 0)));
        refused(() -> new Transpose(List.of(1, 0)).outputShape(List.of(shape(2))));
        refused(() -> new Slice(List.of(1), List.of(3), List.of(1)).outputShape(List.of(shape(3))));
        refused(() -> new Slice(List.of(0), List.of(2), List.of(-1)).outputShape(List.of(shape(3))));
        refused(() -> new Select(0, List.of(3)).outputShape(List.of(shape(3))));
        refused(() -> new Pad(List.of(-1), List.of(0), 0));
        refused(() -> new Concat(0).outputShape(List.of(shape(2, 3), shape(2, 4))));
        refused(() -> new ReduceSum(List.of(1)).outputShape(List.of(shape(2))));
        refused(() -> new Add().outputShape(List.of(shape(2))));
    }

    @Test
    void graphs() {
        Value x = new Value("x", shape(2));
        Value y = new Value("y", shape(2));
        Graph.Input input = new Graph.Input(x, ElementType.FLOAT32);
        Graph.Output output = new Graph.Output("out", y, ElementType.FLOAT32);
        Node relu = new Node(ORIGIN, new Unary(ElementaryFunction.RELU), List.of(x), y);
        assertThat(new Graph(List.of(input), Map.of(), List.of(relu), List.of(output)).nodes()).containsExactly(relu);
        assertThatThrownBy(() -> new Graph(List.of(input), Map.of(), List.of(), List.of(output)))
                .hasMessageContaining("before it is defined");
        assertThatThrownBy(() -> new Graph(List.of(input), Map.of(), List.of(relu, relu), List.of(output)))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Graph(List.of(), Map.of(), List.of(relu), List.of(output)))
                .hasMessageContaining("before it is defined");
        refused(() -> new Node(ORIGIN, new Unary(ElementaryFunction.RELU), List.of(x), new Value("y", shape(3))));
        refused(() -> FloatInterpreter.evaluate(
                new Graph(List.of(input), Map.of(), List.of(relu), List.of(output)), Map.of("x", DenseTensor.vector(1, 2, 3))));
    }

    @Test
    void theBuilderDropsWhatNobodyNeedsAndKeepsNamesUnique() {
        GraphBuilder builder = new GraphBuilder();
        Value x = builder.input("x", ElementType.FLOAT32, shape(2));
        Value a = builder.add(ORIGIN, "v", new Unary(ElementaryFunction.RELU), List.of(x));
        Value b = builder.add(ORIGIN, "v", new Unary(ElementaryFunction.EXP), List.of(x));
        builder.constant("v", DenseTensor.vector(1, 2));
        assertThat(b.name()).isNotEqualTo(a.name());
        Graph graph = builder.build(List.of(new Graph.Output("y", b, ElementType.FLOAT32)));
        assertThat(graph.nodes()).hasSize(1);
        assertThat(graph.constants()).isEmpty();
        assertThat(graph.inputs()).hasSize(1);
    }
}
