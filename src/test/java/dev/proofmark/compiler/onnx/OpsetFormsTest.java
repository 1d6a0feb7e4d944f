package dev.proofmark.compiler.onnx;

import static dev.proofmark.testing.OnnxModelBuilder.integer;
import static dev.proofmark.testing.OnnxModelBuilder.integers;
import static dev.proofmark.testing.OnnxModelBuilder.real;
import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What moved from attributes to inputs, or changed its meaning, gives the same in both forms.
class OpsetFormsTest {

    private static final DenseTensor INPUT = DenseTensor.of(
            TensorShape.of(1, 2, 3), 0.5, -1, 2, -3, 0.25, 4);

    private static DenseTensor run(long opset, UnaryOperator<OnnxModelBuilder> body) {
        OnnxModelBuilder model = body.apply(new OnnxModelBuilder(opset).input("x", 1, 2, 3)).output("y");
        return FloatInterpreter.evaluate(
                OnnxImporter.importModel(model.source(), ImportOptions.defaults()), Map.of("x", INPUT))
                .get("y");
    }

    private static void same(DenseTensor a, DenseTensor b, int... lengths) {
        assertThat(a.shape()).isEqualTo(TensorShape.of(lengths));
        assertThat(b).isEqualTo(a);
    }

    @Test
    void reshape() {
        same(
                run(1, m -> m.node("Reshape", List.of("x"), "y", integers("shape", 0, -1))),
                run(13, m -> m.indexes("s", 0, -1).node("Reshape", List.of("x", "s"), "y")),
                1, 6);
    }

    @Test
    void slice() {
        same(
                run(1, m -> m.node("Slice", List.of("x"), "y", integers("axes", 2), integers("starts", -2), integers("ends", 99))),
                run(10, m -> m.indexes("s", -2).indexes("e", Long.MAX_VALUE).indexes("a", -1)
                        .node("Slice", List.of("x", "s", "e", "a"), "y")),
                1, 2, 2);
        DenseTensor reversed = run(10, m -> m.indexes("s", -1).indexes("e", Long.MIN_VALUE).indexes("a", 2).indexes("t", -2)
                .node("Slice", List.of("x", "s", "e", "a", "t"), "y"));
        assertThat(reversed.values()).containsExactly(2, 0.5, 4, -3);
    }

    @Test
    void pad() {
        same(
                run(1, m -> m.node("Pad", List.of("x"), "y", integers("paddings", 0, 0, 1, 0, 1, 0), real("value", 7))),
                run(2, m -> m.node("Pad", List.of("x"), "y", integers("pads", 0, 0, 1, 0, 1, 0), real("value", 7))),
                1, 3, 4);
        same(
                run(2, m -> m.node("Pad", List.of("x"), "y", integers("pads", 0, 0, -1, 0, 1, 0), real("value", 7))),
                run(18, m -> m.indexes("p", 0, -1, 1, 0).indexes("a", 1, -1).weights("v", List.of(), 7)
                        .node("Pad", List.of("x", "p", "v", "a"), "y")),
                1, 3, 2);
    }

    @Test
    void squeezeAndUnsqueeze() {
        same(
                run(1, m -> m.node("Squeeze", List.of("x"), "y", integers("axes", 0))),
                run(13, m -> m.indexes("a", -3).node("Squeeze", List.of("x", "a"), "y")),
                2, 3);
        same(
                run(1, m -> m.node("Squeeze", List.of("x"), "y")), run(13, m -> m.node("Squeeze", List.of("x"), "y")), 2, 3);
        same(
                run(1, m -> m.node("Unsqueeze", List.of("x"), "y", integers("axes", 0, 4))),
                run(13, m -> m.indexes("a", -1, 0).node("Unsqueeze", List.of("x", "a"), "y")),
                1, 1, 2, 3, 1);
    }

    @Test
    void clip() {
        same(
                run(6, m -> m.node("Clip", List.of("x"), "y", real("min", -1), real("max", 2))),
                run(11, m -> m.weights("l", List.of(), -1).weights("h", List.of(), 2).node("Clip", List.of("x", "l", "h"), "y")),
                1, 2, 3);
        same(
                run(6, m -> m.node("Clip", List.of("x"), "y", real("max", 2))),
                run(11, m -> m.weights("h", List.of(), 2).node("Clip", List.of("x", "", "h"), "y")),
                1, 2, 3);
    }

    @Test
    void dropoutDoesNothing() {
        same(
                run(6, m -> m.node("Dropout", List.of("x"), "y", real("ratio", 0.3), integer("is_test", 1))),
                run(13, m -> m.weights("r", List.of(), 0.3).node("Dropout", List.of("x", "r"), "y")),
                1, 2, 3);
    }

    @Test
    void softmaxFlattensBeforeOpset13() {
        DenseTensor old = run(12, m -> m.node("Softmax", List.of("x"), "y"));
        DenseTensor flat = run(13, m -> m.indexes("s", 1, 6).indexes("t", 1, 2, 3)
                .node("Reshape", List.of("x", "s"), "a")
                .node("Softmax", List.of("a"), "b")
                .node("Reshape", List.of("b", "t"), "y"));
        same(old, flat, 1, 2, 3);
        assertThat(run(13, m -> m.node("Softmax", List.of("x"), "y"))).isNotEqualTo(old);
    }

    @Test
    void broadcastingByAxisBeforeOpset7() {
        same(
                run(6, m -> m.weights("b", List.of(2L), 10, 20)
                        .node("Add", List.of("x", "b"), "y", integer("broadcast", 1), integer("axis", 1))),
                run(7, m -> m.weights("b", List.of(2L, 1L), 10, 20).node("Add", List.of("x", "b"), "y")),
                1, 2, 3);
    }

    @Test
    void reducedAxesAsAttributeAndInput() {
        same(
                run(11, m -> m.node("ReduceMean", List.of("x"), "y", integers("axes", -1), integer("keepdims", 0))),
                run(18, m -> m.indexes("a", 2).node("ReduceMean", List.of("x", "a"), "y", integer("keepdims", 0))),
                1, 2);
    }

    @Test
    void shapeArithmeticIsFolded() {
        DenseTensor flattened = run(13, m -> m
                .indexes("zero", 0).indexes("minus", -1)
                .node("Shape", List.of("x"), "s")
                .node("Gather", List.of("s", "zero"), "n", integer("axis", 0))
                .node("Concat", List.of("n", "minus"), "t", integer("axis", 0))
                .node("Reshape", List.of("x", "t"), "y"));
        assertThat(flattened.shape()).isEqualTo(TensorShape.of(1, 6));
    }

    @Test
    void divisionByAConstantIsAProduct() {
        DenseTensor halves = run(13, m -> m.weights("d", List.of(), 2).node("Div", List.of("x", "d"), "y"));
        assertThat(halves).isEqualTo(INPUT.map(value -> value / 2));
    }
}
