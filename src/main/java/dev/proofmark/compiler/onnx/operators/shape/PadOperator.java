package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.Pad;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.NodeUse;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/// `Pad`: amounts are attributes before opset 11, constant inputs since. A negative amount cuts.
///
/// The modes `reflect`, `edge` and `wrap` are selections of existing positions.
final class PadOperator {

    private PadOperator() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Pad").until(1).text("mode", "constant", "reflect", "edge").integers("paddings").real("value")
                        .rule(finite(use -> use.node().integers("paddings"), use -> Optional.of(use.node().real("value", 0))))
                        .translatedBy(node -> pad(node, node.integers("paddings").orElse(List.of()), all(node), node.real("value", 0))),
                Operator.named("Pad").since(2).until(10).text("mode", "constant", "reflect", "edge").integers("pads").real("value")
                        .rule(finite(use -> use.node().integers("pads"), use -> Optional.of(use.node().real("value", 0))))
                        .translatedBy(node -> pad(node, node.integers("pads").orElse(List.of()), all(node), node.real("value", 0))),
                Operator.named("Pad").since(11).inputs(2, 4).text("mode", "constant", "reflect", "edge", "wrap")
                        .integers(1, "amounts").constant(2, "padding value").integers(3, "axes")
                        .rule(finite(PadOperator::givenAmounts, PadOperator::givenValue))
                        .translatedBy(node -> pad(
                                node,
                                node.integers(1),
                                node.has(3) ? node.integers(3) : all(node),
                                node.has(2) ? node.scalar(2, "padding value") : 0)));
    }

    /// Where anything is padded with a number.
    private static OperandRule finite(
            Function<NodeUse, Optional<List<Long>>> amounts, Function<NodeUse, Optional<Double>> value) {
        return new OperandRule("finite padding value", use -> value.apply(use)
                .filter(number -> !Double.isFinite(number) && use.node().text("mode", "constant").equals("constant"))
                .filter(number -> amounts.apply(use).stream().flatMap(List::stream).anyMatch(amount -> amount > 0))
                .map(number -> new NodeRejection(
                        ProblemCode.UNSUPPORTED_ATTRIBUTE, "The padding value is not finite.", "a finite number", number.toString())));
    }

    private static Optional<List<Long>> givenAmounts(NodeUse use) {
        return use.constant(1).map(amounts -> Arrays.stream(amounts.tensor().values()).mapToObj(amount -> (long) amount).toList());
    }

    private static Optional<Double> givenValue(NodeUse use) {
        return use.constant(2).filter(value -> value.shape().elementCount() == 1).map(value -> value.tensor().value(0));
    }

    private static List<Long> all(Translation node) {
        return LongStream.range(0, node.operand(0).shape().rank()).boxed().toList();
    }

    private static Operand.Known pad(Translation node, List<Long> amounts, List<Long> axes, double value) {
        if (amounts.size() != 2 * axes.size()) {
            throw node.invalid("Wrong number of padding amounts.", 2 * axes.size() + " entries", amounts);
        }
        node.axes(axes, node.operand(0).shape().rank());
        int rank = node.operand(0).shape().rank();
        int[] begins = new int[rank];
        int[] ends = new int[rank];
        for (int i = 0; i < axes.size(); i++) {
            int axis = node.axis(axes.get(i), rank);
            begins[axis] = Math.toIntExact(amounts.get(i));
            ends[axis] = Math.toIntExact(amounts.get(i + axes.size()));
        }
        Operand.Known cut = cut(node, begins, ends);
        if (Arrays.stream(begins).allMatch(n -> n <= 0) && Arrays.stream(ends).allMatch(n -> n <= 0)) {
            return cut;
        }
        String mode = node.text("mode", "constant");
        return mode.equals("constant") ? constant(node, cut, begins, ends, value) : selected(node, cut, begins, ends, mode);
    }

    private static Operand.Known cut(Translation node, int[] begins, int[] ends) {
        TensorShape shape = node.operand(0).shape();
        List<Integer> starts = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (int axis = 0; axis < begins.length; axis++) {
            int start = Math.max(0, -begins[axis]);
            starts.add(start);
            lengths.add(Math.max(0, shape.length(axis) - start - Math.max(0, -ends[axis])));
        }
        return lengths.equals(shape.toList())
                ? node.operand(0)
                : node.apply(new Slice(starts, lengths, Collections.nCopies(begins.length, 1)), node.operand(0));
    }

    private static Operand.Known constant(Translation node, Operand.Known cut, int[] begins, int[] ends, double value) {
        List<Integer> before = Arrays.stream(begins).map(n -> Math.max(0, n)).boxed().toList();
        List<Integer> after = Arrays.stream(ends).map(n -> Math.max(0, n)).boxed().toList();
        return node.apply(new Pad(before, after, value), cut);
    }

    private static Operand.Known selected(Translation node, Operand.Known cut, int[] begins, int[] ends, String mode) {
        Operand.Known result = cut;
        for (int axis = 0; axis < begins.length; axis++) {
            int before = Math.max(0, begins[axis]);
            int after = Math.max(0, ends[axis]);
            int length = cut.shape().length(axis);
            if (before == 0 && after == 0) {
                continue;
            }
            if (length == 0) {
                throw node.invalid("An empty axis cannot be padded from its own values.", "at least one element", 0);
            }
            node.reserve(result.shape().with(axis, Math.addExact(length, Math.addExact(before, after))));
            List<Integer> indexes = new ArrayList<>();
            for (int i = -before; i < length + after; i++) {
                indexes.add(source(i, length, mode));
            }
            result = node.apply(new Select(axis, indexes), result);
        }
        return result;
    }

    private static int source(int index, int length, String mode) {
        return switch (mode) {
            case "edge" -> Math.max(0, Math.min(length - 1, index));
            case "wrap" -> Math.floorMod(index, length);
            default -> reflected(index, length);
        };
    }

    private static int reflected(int index, int length) {
        if (length == 1) {
            return 0;
        }
        int folded = Math.floorMod(index, 2 * (length - 1));
        return folded < length ? folded : 2 * (length - 1) - folded;
    }
}
