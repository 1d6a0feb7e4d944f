package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.UnaryFunction;
import java.util.List;

/// `Pow` with one of the two operands a single constant number.
final class PowerOperator {

    private PowerOperator() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Pow").until(6).inputs(2, 2).integer("axis").integer("broadcast").translatedBy(node ->
                        power(node, node.operand(0), ArithmeticOperators.aligned(node))),
                Operator.named("Pow").since(7).inputs(2, 2).translatedBy(node ->
                        power(node, node.operand(0), node.operand(1))));
    }

    private static Operand.Known power(Translation node, Operand.Known base, Operand.Known exponent) {
        if (base instanceof Operand.Constant x && exponent instanceof Operand.Constant y) {
            return ConstantFolding.combine(node, x, y, x.type(), StrictMath::pow);
        }
        UnaryFunction function = exponent instanceof Operand.Constant constant
                ? new ParametricFunction.Power(single(node, constant))
                : base instanceof Operand.Constant constant
                        ? new ParametricFunction.Exponential(single(node, constant))
                        : refused(node);
        Operand.Known argument = exponent instanceof Operand.Constant ? base : exponent;
        TensorShape shape = TensorShape.broadcast(base.shape(), exponent.shape());
        return ExpandOperators.expanded(node, node.apply(new Unary(function), argument), shape);
    }

    private static double single(Translation node, Operand.Constant constant) {
        double first = constant.shape().elementCount() == 0 ? 1 : constant.tensor().value(0);
        for (double value : constant.tensor().values()) {
            if (value != first) {
                throw node.reject(
                        ProblemCode.UNSUPPORTED_OPERATOR, "A constant base or exponent must be one number.",
                        "equal values", "a tensor of different values");
            }
        }
        return first;
    }

    private static UnaryFunction refused(Translation node) {
        throw node.reject(
                ProblemCode.UNSUPPORTED_OPERATOR, "A power of two computed values is not supported.",
                "a constant base or exponent", "two computed operands");
    }
}
