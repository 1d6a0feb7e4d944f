package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Broadcasting;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.List;

/// `Expand` and `Tile`: repetition along axes, as selections.
final class ExpandOperators {

    private ExpandOperators() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Expand").since(8).inputs(2, 2).integers(1, "shape").translatedBy(node -> {
                    TensorShape asked = ShapeOperators.shape(node, node.integers(1));
                    return Broadcasting.expanded(node, node.operand(0), TensorShape.broadcast(node.operand(0).shape(), asked));
                }),
                Operator.named("Tile").since(6).inputs(2, 2).integers(1, "repeats").translatedBy(ExpandOperators::tile));
    }

    private static Operand.Known tile(Translation node) {
        Operand.Known result = node.operand(0);
        List<Long> repeats = node.integers(1);
        if (repeats.size() != result.shape().rank()) {
            throw node.invalid("Wrong number of repeats.", result.shape().rank() + " entries", repeats);
        }
        for (int axis = repeats.size() - 1; axis >= 0; axis--) {
            int length = result.shape().length(axis);
            int repeated = Math.toIntExact(Math.multiplyExact(length, repeats.get(axis)));
            if (repeated < 0) {
                throw node.invalid("A negative repeat.", "at least 0", repeats);
            }
            if (repeated != length) {
                node.reserve(result.shape().with(axis, repeated));
                List<Integer> indexes = new ArrayList<>();
                for (int i = 0; i < repeated; i++) {
                    indexes.add(i % length);
                }
                result = node.apply(new Select(axis, indexes), result);
            }
        }
        return result;
    }
}
