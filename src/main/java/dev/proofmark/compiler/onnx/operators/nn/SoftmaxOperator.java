package dev.proofmark.compiler.onnx.operators.nn;

import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.ReduceSum;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Softmax;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.AxisReduction;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.List;

/// `Softmax` and `LogSoftmax`: along one axis since opset 13, before over all axes from `axis` on, flattened.
final class SoftmaxOperator {

    private SoftmaxOperator() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Softmax").until(12).integer("axis").translatedBy(SoftmaxOperator::flattened),
                Operator.named("Softmax").since(13).integer("axis").translatedBy(node -> {
                    Operand.Known input = node.operand(0);
                    return node.apply(new Softmax(node.axis(node.integer("axis", -1), input.shape().rank())), input);
                }),
                Operator.named("LogSoftmax").until(12).integer("axis").translatedBy(SoftmaxOperator::flattenedLogarithm),
                Operator.named("LogSoftmax").since(13).integer("axis").translatedBy(node -> {
                    Operand.Known input = node.operand(0);
                    return logarithm(node, input, node.axis(node.integer("axis", -1), input.shape().rank()));
                }));
    }

    private static Operand.Known flattenedLogarithm(Translation node) {
        TensorShape shape = node.operand(0).shape();
        int axis = node.axis(node.integer("axis", 1), shape.rank());
        TensorShape matrix = TensorShape.of(shape.product(0, axis), shape.product(axis, shape.rank()));
        Operand.Known rows = node.apply(new Reshape(matrix), node.operand(0));
        return node.apply(new Reshape(shape), logarithm(node, rows, 1));
    }

    /// x - m - log(sum of e^(x - m)), m the maximum.
    private static Operand.Known logarithm(Translation node, Operand.Known input, int axis) {
        List<Integer> axes = List.of(axis);
        Operand.Known shifted = node.apply(new Subtract(), input, AxisReduction.maximum(node, input, axes));
        Operand.Known sum = node.apply(new ReduceSum(axes), node.apply(new Unary(ElementaryFunction.EXP), shifted));
        return node.apply(new Subtract(), shifted, node.apply(new Unary(ElementaryFunction.LOG), sum));
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
