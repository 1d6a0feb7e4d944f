package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.UnaryFunction;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The operators that apply one function to every element. Attribute defaults are those of the ONNX operator documents.
final class UnaryOperators {

    private static final double SELU_ALPHA = 1.67326319217681884765625;
    private static final double SELU_GAMMA = 1.05070102214813232421875;

    private static final OperandRule NONZERO_ALPHA = new OperandRule("nonzero alpha", use -> use.node().real("alpha", 1) == 0
            ? Optional.of(new NodeRejection(ProblemCode.INVALID_ATTRIBUTE, "Attribute alpha is zero.", "a nonzero number", "0"))
            : Optional.empty());

    private final List<Operator> operators = new ArrayList<>();

    private UnaryOperators() {}

    static List<Operator> operators() {
        UnaryOperators table = new UnaryOperators();
        table.elementary();
        table.parametric();
        return table.operators;
    }

    private void elementary() {
        plain("Relu", ElementaryFunction.RELU);
        plain("Sigmoid", ElementaryFunction.SIGMOID);
        plain("Tanh", ElementaryFunction.TANH);
        plain("Exp", ElementaryFunction.EXP);
        plain("Log", ElementaryFunction.LOG);
        plain("Sqrt", ElementaryFunction.SQRT);
        plain("Reciprocal", ElementaryFunction.RECIPROCAL);
        plain("Abs", ElementaryFunction.ABS);
        plain("Neg", ElementaryFunction.NEGATE);
        plain("Sign", ElementaryFunction.SIGN);
        plain("Floor", ElementaryFunction.FLOOR);
        plain("Ceil", ElementaryFunction.CEIL);
        plain("Round", ElementaryFunction.ROUND);
        plain("Erf", ElementaryFunction.ERF);
        plain("Sin", ElementaryFunction.SIN);
        plain("Cos", ElementaryFunction.COS);
        plain("Tan", ElementaryFunction.TAN);
        plain("Asin", ElementaryFunction.ASIN);
        plain("Acos", ElementaryFunction.ACOS);
        plain("Atan", ElementaryFunction.ATAN);
        plain("Sinh", ElementaryFunction.SINH);
        plain("Cosh", ElementaryFunction.COSH);
        plain("Asinh", ElementaryFunction.ASINH);
        plain("Acosh", ElementaryFunction.ACOSH);
        plain("Atanh", ElementaryFunction.ATANH);
        plain("Softplus", ElementaryFunction.SOFTPLUS);
        plain("Softsign", ElementaryFunction.SOFTSIGN);
        plain("HardSwish", ElementaryFunction.HARD_SWISH);
        plain("Mish", ElementaryFunction.MISH);
    }

    private void parametric() {
        add(unary("LeakyRelu").real("alpha"), node -> new ParametricFunction.LeakyRelu(node.real("alpha", 0.01f)));
        add(unary("Elu").real("alpha"), node -> new ParametricFunction.Elu(node.real("alpha", 1)));
        add(unary("Celu").real("alpha").rule(NONZERO_ALPHA), node -> new ParametricFunction.Celu(node.real("alpha", 1)));
        add(unary("Selu").real("alpha").real("gamma"), node -> new ParametricFunction.Selu(
                node.real("alpha", node.opset() < 6 ? 1.6732f : SELU_ALPHA),
                node.real("gamma", node.opset() < 6 ? 1.0507f : SELU_GAMMA)));
        add(unary("HardSigmoid").real("alpha").real("beta"),
                node -> new ParametricFunction.HardSigmoid(node.real("alpha", 0.2f), node.real("beta", 0.5)));
        add(unary("ThresholdedRelu").real("alpha"), node -> new ParametricFunction.ThresholdedRelu(node.real("alpha", 1)));
        add(unary("Shrink").real("lambd").real("bias"),
                node -> new ParametricFunction.Shrink(node.real("lambd", 0.5), node.real("bias", 0)));
        add(unary("Swish").real("alpha"), node -> new ParametricFunction.Swish(node.real("alpha", 1)));
        add(unary("Gelu").text("approximate", "none", "tanh"),
                node -> node.text("approximate", "none").equals("tanh") ? ElementaryFunction.GELU_TANH : ElementaryFunction.GELU);
    }

    /// Opsets before 6 knew a hint about memory, which says nothing about values.
    private static Operator.Builder unary(String name) {
        return Operator.named(name).integers("consumed_inputs");
    }

    private void plain(String name, ElementaryFunction function) {
        add(unary(name), node -> function);
    }

    private void add(Operator.Builder builder, Function<Translation, UnaryFunction> function) {
        operators.add(builder.translatedBy(node -> node.apply(new Unary(function.apply(node)), node.operand(0))));
    }
}
