package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.Op;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Broadcasting;
import dev.proofmark.compiler.onnx.node.ConstantFolding;
import dev.proofmark.compiler.onnx.node.NodeUse;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `Add`, `Sub`, `Mul`, `Div` with broadcasting, and `Sum` and `Mean` of several.
///
/// Before opset 7 the right operand is aligned at the attribute `axis`. A division by a constant is a product with its
/// reciprocals, by a computed value a product with the function 1/x. Constant integers are divided towards zero.
final class ArithmeticOperators {

    private static final OperandRule NONZERO = new OperandRule("nonzero constant divisors", ArithmeticOperators::nonzero);

    private ArithmeticOperators() {}

    static List<Operator> operators() {
        List<Operator> operators = new ArrayList<>();
        binary(operators, "Add", node -> new Add());
        binary(operators, "Sub", node -> new Subtract());
        binary(operators, "Mul", node -> new Multiply());
        for (Operator.Builder builder : forms("Div")) {
            operators.add(builder.rule(NONZERO).translatedBy(node -> divide(node, node.operand(0), Broadcasting.aligned(node))));
        }
        operators.add(Operator.named("Sum").inputs(1, Operator.ANY_NUMBER).translatedBy(ArithmeticOperators::sum));
        operators.add(Operator.named("Mean").inputs(1, Operator.ANY_NUMBER).translatedBy(node -> {
            Operand.Known sum = sum(node);
            double share = 1.0 / node.operandCount();
            return node.apply(new Multiply(), sum, node.exactConstant(DenseTensor.scalar(share).published()));
        }));
        return operators;
    }

    private interface Form {
        Op of(Translation node);
    }

    private static void binary(List<Operator> operators, String name, Form form) {
        for (Operator.Builder builder : forms(name)) {
            operators.add(builder.translatedBy(node -> node.apply(form.of(node), node.operand(0), Broadcasting.aligned(node))));
        }
    }

    private static List<Operator.Builder> forms(String name) {
        return List.of(
                Operator.named(name).until(6).inputs(2, 2).integer("axis").flag("broadcast").integers("consumed_inputs"),
                Operator.named(name).since(7).inputs(2, 2));
    }

    private static Operand.Known divide(Translation node, Operand.Known a, Operand.Known b) {
        if (a instanceof Operand.Constant x && b instanceof Operand.Constant y) {
            return quotient(node, x, y);
        }
        if (b instanceof Operand.Constant divisor) {
            return node.apply(new Multiply(), a, node.exactConstant(divisor.tensor().map(value -> 1 / value)));
        }
        return node.apply(new Multiply(), a, node.apply(new Unary(ElementaryFunction.RECIPROCAL), b));
    }

    private static Optional<NodeRejection> nonzero(NodeUse use) {
        return use.constant(1)
                .filter(divisor -> use.dependsOnInput(0))
                .filter(divisor -> Arrays.stream(divisor.tensor().values()).anyMatch(value -> value == 0))
                .map(divisor -> new NodeRejection(
                        ProblemCode.INVALID_TENSOR, "A constant divisor is zero.", "nonzero divisors", "0"));
    }

    private static Operand.Known quotient(Translation node, Operand.Constant a, Operand.Constant b) {
        boolean integers = !a.type().isReal();
        return ConstantFolding.combine(node, a, b, a.type(), (x, y) -> {
            if (!integers) {
                return x / y;
            }
            if (y == 0) {
                throw node.reject(ProblemCode.INVALID_TENSOR, "An integer constant is divided by zero.", "nonzero divisors", "0");
            }
            return x / y < 0 ? Math.ceil(x / y) : Math.floor(x / y);
        });
    }

    private static Operand.Known sum(Translation node) {
        Operand.Known sum = node.operand(0);
        for (int i = 1; i < node.operandCount(); i++) {
            sum = node.apply(new Add(), sum, node.operand(i));
        }
        return sum;
    }
}
