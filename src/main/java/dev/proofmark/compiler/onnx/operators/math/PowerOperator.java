package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.PublicNumbers;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.UnaryFunction;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Broadcasting;
import dev.proofmark.compiler.onnx.node.ConstantFolding;
import dev.proofmark.compiler.onnx.node.NodeUse;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `Pow` with one of the two operands a single constant number.
final class PowerOperator {

    private PowerOperator() {}

    static List<Operator> operators() {
        return List.of(
                form().until(6).integer("axis").flag("broadcast")
                        .translatedBy(node -> power(node, node.operand(0), Broadcasting.aligned(node))),
                form().since(7).translatedBy(node -> power(node, node.operand(0), node.operand(1))));
    }

    private static Operator.Builder form() {
        return Operator.named("Pow").inputs(2, 2)
                .rule(OperandRule.oneComputed("a constant base or exponent"))
                .rule(new OperandRule("one number as base or exponent", PowerOperator::single))
                .rule(new OperandRule("a public exponent or a positive base", PowerOperator::shown));
    }

    /// A table shows its exponent. A base need not be shown: b^x = exp(x ln b).
    private static Optional<NodeRejection> shown(NodeUse use) {
        Optional<Operand.Constant> exponent = use.constant(1).filter(constant -> use.dependsOnInput(0) && !isPublic(constant));
        Optional<Operand.Constant> base = use.constant(0)
                .filter(constant -> use.dependsOnInput(1) && !isPublic(constant) && !(first(constant) > 0));
        return exponent.or(() -> base).map(constant -> new NodeRejection(
                ProblemCode.UNSUPPORTED_OPERATOR,
                "The table of this power would show a constant of the model to everybody.",
                "a usual number (such as 2, 0.5 or -1), or " + constant.name() + " in option publicScalars", "another number"));
    }

    /// True for tensors of one value that may be shown.
    private static boolean isPublic(Operand.Constant constant) {
        return constant.tensor().isPublic() || PublicNumbers.isListed(first(constant));
    }

    private static Optional<NodeRejection> single(NodeUse use) {
        if (!use.dependsOnInput()) {
            return Optional.empty();
        }
        return use.constant(0).or(() -> use.constant(1))
                .filter(constant -> Arrays.stream(constant.tensor().values()).anyMatch(value -> value != first(constant)))
                .map(constant -> new NodeRejection(
                        ProblemCode.UNSUPPORTED_OPERATOR, "A constant base or exponent must be one number.",
                        "equal values", "a tensor of different values"));
    }

    private static Operand.Known power(Translation node, Operand.Known base, Operand.Known exponent) {
        if (base instanceof Operand.Constant x && exponent instanceof Operand.Constant y) {
            return ConstantFolding.combine(node, x, y, x.type(), StrictMath::pow);
        }
        TensorShape shape = TensorShape.broadcast(base.shape(), exponent.shape());
        if (base instanceof Operand.Constant constant && !isPublic(constant)) {
            Operand.Constant logarithm = node.exactConstant(constant.tensor().map(StrictMath::log));
            return node.apply(new Unary(ElementaryFunction.EXP), node.apply(new Multiply(), exponent, logarithm));
        }
        UnaryFunction function = exponent instanceof Operand.Constant constant
                ? new ParametricFunction.Power(first(constant))
                : new ParametricFunction.Exponential(first((Operand.Constant) base));
        Operand.Known argument = exponent instanceof Operand.Constant ? base : exponent;
        return Broadcasting.expanded(node, node.apply(new Unary(function), argument), shape);
    }

    private static double first(Operand.Constant constant) {
        return constant.shape().elementCount() == 0 ? 1 : constant.tensor().value(0);
    }
}
