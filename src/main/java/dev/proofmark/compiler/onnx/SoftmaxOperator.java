package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Softmax;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.List;

/// `Softmax`: along one axis since opset 13, before over all axes from `axis` on, flattened.
final class SoftmaxOperator {

    private SoftmaxOperator() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Softmax").until(12).integer("axis").translatedBy(SoftmaxOperator::flattened),
                Operator.named("Softmax").since(13).integer("axis").translatedBy(node -> {
                    Operand.Known input = node.operand(0);
                    return node.apply(new Softmax(node.axis(node.integer("axis", -1), input.shape().rank())), input);
                }));
    }

    private static Operand.Known flattened(Translation node) {
        Operand.Known input = node.operand(0);
        TensorShape shape = input.shape();
        int axis = node.axis(node.integer("axis", 1), shape.rank());
        if (axis == shape.rank() - 1) {
            return node.apply(new Softmax(axis), input);
        }
        TensorShape matrix = TensorShape.of(shape.product(0, axis), shape.product(axis, shape.rank()));
        Operand.Known softmax = node.apply(new Softmax(1), node.apply(new Reshape(matrix), input));
        return node.apply(new Reshape(shape), softmax);
    }
}
