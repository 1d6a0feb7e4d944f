package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.TensorShape;
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
                        node.operand(0),
                        number(node, node.real("min", Double.NEGATIVE_INFINITY)),
                        number(node, node.real("max", Double.POSITIVE_INFINITY)))),
                Operator.named("Clip").since(11).inputs(1, 3).constant(1, "lower bound").constant(2, "upper bound")
                        .translatedBy(ClipOperator::bounded));
    }

    /// Bounds that a table may show are one function; a secret one is a rectifier around it.
    private static Operand.Known bounded(Translation node) {
        double low = bound(node, 1, "lower bound", Double.NEGATIVE_INFINITY);
        double high = bound(node, 2, "upper bound", Double.POSITIVE_INFINITY);
        boolean lowPublic = !node.has(1) || node.constant(1).tensor().isPublic();
        boolean highPublic = !node.has(2) || node.constant(2).tensor().isPublic();
        if (lowPublic && highPublic) {
            return clip(node, node.operand(0), low, high);
        }
        Operand.Known raised = lowPublic
                ? clip(node, node.operand(0), low, Double.POSITIVE_INFINITY)
                : Rectification.maximum(node, node.operand(0), scalar(node, 1));
        return highPublic
                ? clip(node, raised, Double.NEGATIVE_INFINITY, high)
                : Rectification.minimum(node, scalar(node, 2), raised);
    }

    private static double bound(Translation node, int index, String role, double missing) {
        return number(node, node.has(index) ? node.scalar(index, role) : missing);
    }

    private static double number(Translation node, double bound) {
        if (Double.isNaN(bound)) {
            throw node.invalid("A bound is not a number.", "numbers", "NaN");
        }
        return bound;
    }

    private static Operand.Known scalar(Translation node, int index) {
        return node.apply(new Reshape(TensorShape.SCALAR), node.operand(index));
    }

    /// The value as it is where nothing bounds it.
    private static Operand.Known clip(Translation node, Operand.Known value, double low, double high) {
        boolean bounded = low > Double.NEGATIVE_INFINITY || high < Double.POSITIVE_INFINITY;
        return bounded ? node.apply(new Unary(new ParametricFunction.Clip(low, high)), value) : value;
    }
}
