package dev.proofmark.compiler.onnx.node;

import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.ShapeException;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Operand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How shapes that differ meet, in opsets old and new.
public final class Broadcasting {

    private Broadcasting() {}

    /// The right operand, with axes of length one appended where `axis` aligns it further left.
    public static Operand.Known aligned(Translation node) {
        Operand.Known right = node.operand(1);
        TensorShape left = node.operand(0).shape();
        if (node.opset() >= 7) {
            return right;
        }
        if (!node.flag("broadcast", false)) {
            if (!left.equals(right.shape()) && right.shape().elementCount() != 1) {
                throw new ShapeException("equal shapes without attribute broadcast", left + " and " + right.shape());
            }
            return right;
        }
        if (node.attribute("axis").isEmpty()) {
            return right;
        }
        int axis = node.axis(node.integer("axis", 0), Math.max(1, left.rank()));
        int trailing = left.rank() - axis - right.shape().rank();
        if (trailing <= 0) {
            return right;
        }
        List<Integer> lengths = new ArrayList<>(right.shape().toList());
        lengths.addAll(Collections.nCopies(trailing, 1));
        return node.apply(new Reshape(TensorShape.of(lengths)), right);
    }

    /// A value repeated to a shape that it broadcasts to.
    public static Operand.Known expanded(Translation node, Operand.Known value, TensorShape shape) {
        int missing = shape.rank() - value.shape().rank();
        Operand.Known result = value;
        if (missing > 0) {
            List<Integer> lengths = new ArrayList<>(Collections.nCopies(missing, 1));
            lengths.addAll(value.shape().toList());
            result = node.apply(new Reshape(TensorShape.of(lengths)), value);
        }
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            if (result.shape().length(axis) != shape.length(axis)) {
                node.reserve(result.shape().with(axis, shape.length(axis)));
                result = node.apply(new Select(axis, Collections.nCopies(shape.length(axis), 0)), result);
            }
        }
        return result;
    }
}
