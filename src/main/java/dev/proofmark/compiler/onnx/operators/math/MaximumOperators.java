package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.ConstantFolding;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;

/// `Max`, `Min` and `PRelu` by rectification: max(a, b) = b + relu(a - b), min(a, b) = a - relu(a - b),
/// prelu(x) = relu(x) - slope relu(-x). Against a single public number, `Max` and `Min` are a clip.
final class MaximumOperators {

    private MaximumOperators() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Max").inputs(1, Operator.ANY_NUMBER).integers("consumed_inputs").translatedBy(
                        node -> chained(node, Math::max, true, (a, b) -> Rectification.maximum(node, a, b))),
                Operator.named("Min").inputs(1, Operator.ANY_NUMBER).integers("consumed_inputs").translatedBy(
                        node -> chained(node, Math::min, false, (a, b) -> Rectification.minimum(node, a, b))),
                Operator.named("PRelu").inputs(2, 2).constant(1, "slope").integers("consumed_inputs")
                        .translatedBy(MaximumOperators::parametricRelu));
    }

    private interface Pair {
        Operand.Known of(Operand.Known a, Operand.Known b);
    }

    private static Operand.Known chained(
            Translation node, DoubleBinaryOperator constant, boolean maximum, Pair pair) {
        Operand.Known result = node.operand(0);
        for (int i = 1; i < node.operandCount(); i++) {
            Operand.Known next = node.operand(i);
            result = result instanceof Operand.Constant a && next instanceof Operand.Constant b
                    ? ConstantFolding.combine(node, a, b, a.type(), constant)
                    : bounded(node, result, next, maximum).orElseGet(pairOf(pair, result, next));
        }
        return result;
    }

    private static Supplier<Operand.Known> pairOf(Pair pair, Operand.Known a, Operand.Known b) {
        return () -> pair.of(a, b);
    }

    /// Against one number that a table may show: a bound.
    private static Optional<Operand.Known> bounded(Translation node, Operand.Known a, Operand.Known b, boolean maximum) {
        Operand.Known value = a instanceof Operand.Constant ? b : a;
        Operand.Known bound = a instanceof Operand.Constant ? a : b;
        boolean single = bound instanceof Operand.Constant constant
                && constant.tensor().isPublic()
                && bound.shape().elementCount() == 1
                && bound.shape().rank() <= value.shape().rank();
        if (!single) {
            return Optional.empty();
        }
        double number = ((Operand.Constant) bound).tensor().value(0);
        ParametricFunction clip = maximum
                ? new ParametricFunction.Clip(number, Double.POSITIVE_INFINITY)
                : new ParametricFunction.Clip(Double.NEGATIVE_INFINITY, number);
        return Optional.of(node.apply(new Unary(clip), value));
    }

    private static Operand.Known parametricRelu(Translation node) {
        Operand.Known input = node.operand(0);
        Operand.Known slope = perChannel(node, node.constant(1), input.shape());
        Operand.Known positive = node.apply(new Unary(ElementaryFunction.RELU), input);
        Operand.Known negated = node.apply(new Unary(ElementaryFunction.NEGATE), input);
        Operand.Known negative = node.apply(new Unary(ElementaryFunction.RELU), negated);
        return node.apply(new Subtract(), positive, node.apply(new Multiply(), negative, slope));
    }

    /// Before opset 7 a list of slopes belongs to the channels, axis 1.
    private static Operand.Known perChannel(Translation node, Operand.Known slope, TensorShape input) {
        boolean list = node.opset() < 7 && slope.shape().rank() == 1 && slope.shape().elementCount() > 1 && input.rank() > 2;
        if (!list) {
            return slope;
        }
        int[] lengths = new int[input.rank() - 1];
        Arrays.fill(lengths, 1);
        lengths[0] = slope.shape().elementCount();
        return node.apply(new Reshape(TensorShape.of(lengths)), slope);
    }
}
