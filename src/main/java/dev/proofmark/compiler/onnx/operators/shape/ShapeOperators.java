package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.ShapeException;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `Reshape`, `Flatten`, `Squeeze`, `Unsqueeze`, and `Shape` and `Size`, which are constants here.
final class ShapeOperators {

    private ShapeOperators() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Reshape").until(4).integers("shape").integers("consumed_inputs")
                        .translatedBy(node -> reshape(node, node.integers("shape").orElse(List.of()))),
                Operator.named("Reshape").since(5).inputs(2, 2).integers(1, "shape").flag("allowzero")
                        .translatedBy(node -> reshape(node, node.integers(1))),
                Operator.named("Flatten").integer("axis").translatedBy(ShapeOperators::flatten),
                Operator.named("Squeeze").until(12).integers("axes")
                        .translatedBy(node -> squeeze(node, node.integers("axes").orElse(List.of()))),
                Operator.named("Squeeze").since(13).inputs(1, 2).integers(1, "axes")
                        .translatedBy(node -> squeeze(node, node.has(1) ? node.integers(1) : List.of())),
                Operator.named("Unsqueeze").until(12).integers("axes")
                        .translatedBy(node -> unsqueeze(node, node.integers("axes").orElse(List.of()))),
                Operator.named("Unsqueeze").since(13).inputs(2, 2).integers(1, "axes")
                        .translatedBy(node -> unsqueeze(node, node.integers(1))),
                Operator.named("Shape").integer("start").integer("end").results(ElementType.INT64).translatedBy(ShapeOperators::shapeOf),
                Operator.named("Size").results(ElementType.INT64).translatedBy(
                        node -> node.newConstant(ElementType.INT64,
                                DenseTensor.scalar(node.operand(0).shape().elementCount()).published())));
    }

    /// A list of integers as a shape.
    static TensorShape shape(Translation node, List<Long> lengths) {
        int[] plain = new int[lengths.size()];
        for (int axis = 0; axis < plain.length; axis++) {
            plain[axis] = Math.toIntExact(lengths.get(axis));
        }
        TensorShape shape = TensorShape.of(plain);
        node.checkSize(shape);
        return shape;
    }

    private static Operand.Known to(Translation node, TensorShape shape) {
        return shape.equals(node.operand(0).shape())
                ? node.operand(0)
                : node.apply(new Reshape(shape), node.operand(0));
    }

    /// Zero copies the input's length (unless `allowzero`), minus one is what remains.
    private static Operand.Known reshape(Translation node, List<Long> asked) {
        TensorShape input = node.operand(0).shape();
        List<Long> lengths = new ArrayList<>(asked);
        int open = -1;
        long known = 1;
        for (int axis = 0; axis < lengths.size(); axis++) {
            if (lengths.get(axis) == 0 && !node.flag("allowzero", false)) {
                if (axis >= input.rank()) {
                    throw new ShapeException("a length to copy on axis " + axis + " of " + input, asked.toString());
                }
                lengths.set(axis, (long) input.length(axis));
            }
            if (lengths.get(axis) == -1 && open < 0) {
                open = axis;
            } else {
                known = Math.multiplyExact(known, lengths.get(axis));
            }
        }
        if (open >= 0) {
            if (known <= 0 || input.elementCount() % known != 0) {
                throw new ShapeException("a shape that divides the " + input.elementCount() + " elements of " + input, asked.toString());
            }
            lengths.set(open, input.elementCount() / known);
        }
        return to(node, shape(node, lengths));
    }

    private static Operand.Known flatten(Translation node) {
        TensorShape input = node.operand(0).shape();
        long axis = node.integer("axis", 1);
        if (axis < -input.rank() || axis > input.rank()) {
            throw node.invalid("Attribute axis is out of range.", "within the rank of " + input, axis);
        }
        int at = (int) (axis < 0 ? axis + input.rank() : axis);
        return to(node, TensorShape.of(input.product(0, at), input.product(at, input.rank())));
    }

    private static Operand.Known squeeze(Translation node, List<Long> axes) {
        TensorShape input = node.operand(0).shape();
        List<Integer> dropped = node.axes(axes, input.rank());
        List<Integer> lengths = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            boolean drop = axes.isEmpty() ? input.length(axis) == 1 : dropped.contains(axis);
            if (!drop) {
                lengths.add(input.length(axis));
            } else if (input.length(axis) != 1) {
                throw new ShapeException("length 1 on axis " + axis, input.toString());
            }
        }
        return to(node, TensorShape.of(lengths));
    }

    private static Operand.Known unsqueeze(Translation node, List<Long> axes) {
        TensorShape input = node.operand(0).shape();
        if (axes.size() > node.maxRank()) {
            throw node.reject(ProblemCode.LIMIT_EXCEEDED, "Too many axes.", "at most " + node.maxRank(), axes.size() + "");
        }
        List<Integer> lengths = new ArrayList<>(input.toList());
        for (int axis : node.axes(axes, input.rank() + axes.size())) {
            lengths.add(axis, 1);
        }
        return to(node, TensorShape.of(lengths));
    }

    private static Operand.Known shapeOf(Translation node) {
        TensorShape input = node.operand(0).shape();
        int from = bounded(node.integer("start", 0), input.rank());
        int to = bounded(node.integer("end", input.rank()), input.rank());
        double[] lengths = Arrays.stream(input.lengths(), from, Math.max(from, to)).asDoubleStream().toArray();
        return node.newConstant(ElementType.INT64, DenseTensor.vector(lengths).published());
    }

    private static int bounded(long axis, int rank) {
        return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
    }
}
