package dev.proofmark.compiler.onnx.operators.logic;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Broadcasting;
import dev.proofmark.compiler.onnx.node.ConstantFolding;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// Comparisons, logic and `Mod` on constants, `Where` with a constant condition: what shape arithmetic needs of them.
final class ConstantLogicOperators {

    private ConstantLogicOperators() {}

    static List<Operator> operators() {
        List<Operator> operators = new ArrayList<>(List.of(
                truth("Equal", (a, b) -> a == b ? 1 : 0),
                truth("Less", (a, b) -> a < b ? 1 : 0),
                truth("LessOrEqual", (a, b) -> a <= b ? 1 : 0),
                truth("Greater", (a, b) -> a > b ? 1 : 0),
                truth("GreaterOrEqual", (a, b) -> a >= b ? 1 : 0),
                truth("And", (a, b) -> a != 0 && b != 0 ? 1 : 0),
                truth("Or", (a, b) -> a != 0 || b != 0 ? 1 : 0),
                truth("Xor", (a, b) -> (a != 0) != (b != 0) ? 1 : 0)));
        operators.add(
                Operator.named("Not").rule(OperandRule.constantsOnly()).results(ElementType.BOOL).translatedBy(node -> node.newConstant(
                        ElementType.BOOL, node.constant(0).tensor().map(value -> value == 0 ? 1 : 0))));
        operators.add(Operator.named("Mod").since(10).inputs(2, 2).rule(OperandRule.constantsOnly()).flag("fmod")
                .translatedBy(ConstantLogicOperators::modulo));
        operators.add(Operator.named("Where").since(9).inputs(3, 3).constant(0, "condition").results(use -> use.type(1))
                .translatedBy(ConstantLogicOperators::where));
        return operators;
    }

    private static Operator truth(String name, DoubleBinaryOperator function) {
        return Operator.named(name).inputs(2, 2).rule(OperandRule.constantsOnly()).results(ElementType.BOOL)
                .integer("axis").flag("broadcast")
                .translatedBy(node -> ConstantFolding.combine(
                        node, node.constant(0), constant(node), ElementType.BOOL, function));
    }

    private static Operand.Constant constant(Translation node) {
        return (Operand.Constant) Broadcasting.aligned(node);
    }

    private static Operand.Known modulo(Translation node) {
        Operand.Constant a = node.constant(0);
        boolean truncated = node.flag("fmod", false);
        return ConstantFolding.combine(node, a, node.constant(1), a.type(), (x, y) -> {
            if (y == 0) {
                throw node.reject(ProblemCode.INVALID_TENSOR, "A constant is divided by zero.", "nonzero divisors", "0");
            }
            double rest = x % y;
            return !truncated && rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
        });
    }

    /// With a constant condition either branch may be computed: each is masked, constants before a product could meet an
    /// infinity, and the two are added.
    private static Operand.Known where(Translation node) {
        Operand.Constant condition = node.constant(0);
        Operand.Known x = node.operand(1);
        Operand.Known y = node.operand(2);
        TensorShape shape = TensorShape.broadcast(condition.shape(), TensorShape.broadcast(x.shape(), y.shape()));
        Operand.Known yes = masked(node, condition, x, false);
        Operand.Known no = masked(node, condition, y, true);
        return Broadcasting.expanded(node, node.apply(new Add(), yes, no), shape);
    }

    private static Operand.Known masked(Translation node, Operand.Constant condition, Operand.Known value, boolean negated) {
        return switch (value) {
            case Operand.Constant constant -> ConstantFolding.combine(
                    node, condition, constant, constant.type(), (c, v) -> (c != 0) != negated ? v : 0);
            case Operand.Computed computed -> {
                node.reserve(condition.shape());
                yield node.apply(new Multiply(), computed, node.exactConstant(
                        condition.tensor().map(c -> (c != 0) != negated ? 1 : 0)));
            }
        };
    }
}
