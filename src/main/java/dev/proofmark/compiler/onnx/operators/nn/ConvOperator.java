package dev.proofmark.compiler.onnx.operators.nn;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.Convolution;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.NodeUse;
import dev.proofmark.compiler.onnx.node.OnnxNode;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `Conv`: over one or two spatial axes, with constant weights.
final class ConvOperator {

    private static final int MAX_SPATIAL_AXES = 2;

    private ConvOperator() {}

    static List<Operator> operators() {
        return List.of(Operator.named("Conv")
                .inputs(2, 3)
                .constant(1, "weights")
                .constant(2, "bias")
                .rule(new OperandRule("one or two spatial axes", ConvOperator::spatialAxes))
                .text("auto_pad", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID")
                .lengths("dilations", 1)
                .count("group")
                .lengths("kernel_shape", 1)
                .lengths("pads", 0)
                .lengths("strides", 1)
                .translatedBy(ConvOperator::translate));
    }

    /// Told by the weights, else by the attributes, which have an entry per axis.
    private static Optional<NodeRejection> spatialAxes(NodeUse use) {
        OnnxNode node = use.node();
        return use.constant(1)
                .map(weights -> weights.shape().rank() - 2)
                .or(() -> Stream.of("kernel_shape", "strides", "dilations")
                        .map(node::integers).flatMap(Optional::stream).map(List::size).filter(count -> count > 0).findFirst())
                .or(() -> node.integers("pads").filter(pads -> !pads.isEmpty()).map(pads -> pads.size() / 2))
                .filter(axes -> axes < 1 || axes > MAX_SPATIAL_AXES)
                .map(axes -> new NodeRejection(
                        ProblemCode.UNSUPPORTED_OPERATOR, "Convolution is supported over one or two spatial axes.",
                        "weights of rank 3 or 4", "rank " + (axes + 2)));
    }

    private static Operand.Known translate(Translation node) {
        Operand.Known input = node.operand(0);
        Operand.Constant weights = node.constant(1);
        TensorShape shape = weights.shape();
        List<Integer> kernel = shape.toList().subList(2, shape.rank());
        node.integers("kernel_shape").filter(declared -> !declared.isEmpty()).ifPresent(declared -> {
            if (!declared.equals(kernel.stream().map(Integer::longValue).toList())) {
                throw node.invalid("Attribute kernel_shape differs from the weights.", kernel.toString(), declared);
            }
        });
        long groups = node.integer("group", 1);
        if (groups > shape.length(0)) {
            throw node.invalid("Attribute group exceeds the number of outputs.", "at most " + shape.length(0), groups);
        }
        List<Operand.Known> operands = new ArrayList<>(List.of(input, weights));
        if (node.has(2)) {
            operands.add(node.constant(2));
        }
        return node.apply(
                new Convolution(new WindowResolution(node, input.shape(), kernel).resolve(), (int) groups), operands);
    }
}
