package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.List;

/// `Clip`: bounds are attributes before opset 11, optional constant inputs since.
final class ClipOperator {

    private ClipOperator() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Clip").until(10).real("min").real("max").integers("consumed_inputs").translatedBy(node -> clip(
                        node,
                        node.real("min", Double.NEGATIVE_INFINITY),
                        node.real("max", Double.POSITIVE_INFINITY))),
                Operator.named("Clip").since(11).inputs(1, 3).constant(1, "lower bound").constant(2, "upper bound")
                        .translatedBy(node -> clip(
                                node,
                                node.has(1) ? node.scalar(1, "lower bound") : Double.NEGATIVE_INFINITY,
                                node.has(2) ? node.scalar(2, "upper bound") : Double.POSITIVE_INFINITY)));
    }

    private static Operand.Known clip(Translation node, double low, double high) {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            throw node.invalid("A bound is not a number.", "numbers", "NaN");
        }
        return node.apply(new Unary(new ParametricFunction.Clip(low, high)), node.operand(0));
    }
}
