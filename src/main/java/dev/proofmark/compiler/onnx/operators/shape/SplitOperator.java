package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// `Split`: one slice per output. Lengths are an attribute, since opset 13 a constant input; without them parts are equal,
/// the last one smaller where that does not come out even.
final class SplitOperator {

    private SplitOperator() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Split").until(12).inputs(1, 2).integers(1, "lengths").outputs(Operator.ANY_NUMBER).integer("axis")
                        .integers("split")
                        .translatedToManyBy(node -> split(
                                node, node.has(1) ? node.integers(1) : node.integers("split").orElse(List.of()))),
                Operator.named("Split").since(13).inputs(1, 2).integers(1, "lengths").outputs(Operator.ANY_NUMBER).integer("axis")
                        .integer("num_outputs")
                        .translatedToManyBy(node -> split(node, node.has(1) ? node.integers(1) : List.of())));
    }

    private static List<Operand.Known> split(Translation node, List<Long> given) {
        TensorShape shape = node.operand(0).shape();
        int axis = node.axis(node.integer("axis", 0), shape.rank());
        List<Long> lengths = given.isEmpty() ? even(node, shape.length(axis)) : given;
        if (lengths.stream().anyMatch(length -> length < 0 || length > shape.length(axis))
                || lengths.stream().mapToLong(Long::longValue).sum() != shape.length(axis)
                || lengths.size() < node.outputCount()) {
            throw node.invalid(
                    "The parts of a split do not fit.", "parts that sum to " + shape.length(axis), lengths);
        }
        List<Operand.Known> parts = new ArrayList<>();
        int start = 0;
        for (long length : lengths) {
            List<Integer> starts = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
            starts.set(axis, start);
            parts.add(node.apply(
                    new Slice(starts, shape.with(axis, (int) length).toList(), Collections.nCopies(shape.rank(), 1)),
                    node.operand(0)));
            start += (int) length;
        }
        return parts;
    }

    private static List<Long> even(Translation node, int length) {
        int parts = Math.max(1, (int) Math.min(node.outputCount(), Math.max(node.integer("num_outputs", node.outputCount()), 1)));
        int size = (length + parts - 1) / parts;
        List<Long> lengths = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            lengths.add((long) Math.max(0, Math.min(size, length - part * size)));
        }
        return lengths;
    }
}
