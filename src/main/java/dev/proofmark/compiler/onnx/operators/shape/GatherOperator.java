package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.List;

/// `Gather` by constant indexes, along one axis.
final class GatherOperator {

    private GatherOperator() {}

    static List<Operator> operators() {
        return List.of(Operator.named("Gather").inputs(2, 2).integers(1, "indexes").integer("axis")
                .translatedBy(GatherOperator::translate));
    }

    private static Operand.Known translate(Translation node) {
        Operand.Known data = node.operand(0);
        TensorShape shape = data.shape();
        int axis = node.axis(node.integer("axis", 0), shape.rank());
        int length = shape.length(axis);
        TensorShape indexShape = node.operand(1).shape();
        List<Integer> indexes = node.integers(1).stream()
                .map(index -> Math.toIntExact(index < 0 ? index + length : index))
                .toList();
        Operand.Known selected = node.apply(new Select(axis, indexes), data);
        List<Integer> lengths = new ArrayList<>(shape.toList().subList(0, axis));
        lengths.addAll(indexShape.toList());
        lengths.addAll(shape.toList().subList(axis + 1, shape.rank()));
        return lengths.equals(selected.shape().toList())
                ? selected
                : node.apply(new Reshape(TensorShape.of(lengths)), selected);
    }
}
