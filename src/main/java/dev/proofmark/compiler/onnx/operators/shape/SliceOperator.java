package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/// `Slice`: bounds are attributes before opset 10, constant inputs since. Bounds outside of the tensor are clamped.
final class SliceOperator {

    private SliceOperator() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Slice").until(9).integers("axes").integers("starts").integers("ends").translatedBy(node -> {
                    List<Long> starts = node.integers("starts").orElse(List.of());
                    List<Long> axes = node.integers("axes").filter(list -> !list.isEmpty()).orElse(leading(starts.size()));
                    return slice(
                            node, starts, node.integers("ends").orElse(List.of()), axes,
                            Collections.nCopies(starts.size(), 1L));
                }),
                Operator.named("Slice").since(10).inputs(3, 5)
                        .integers(1, "starts").integers(2, "ends").integers(3, "axes").integers(4, "steps").translatedBy(node -> {
                            List<Long> starts = node.integers(1);
                            return slice(
                                    node, starts, node.integers(2),
                                    node.has(3) ? node.integers(3) : leading(starts.size()),
                                    node.has(4) ? node.integers(4) : Collections.nCopies(starts.size(), 1L));
                        }));
    }

    private static List<Long> leading(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private static Operand.Known slice(
            Translation node, List<Long> starts, List<Long> ends, List<Long> axes, List<Long> steps) {
        TensorShape input = node.operand(0).shape();
        if (ends.size() != starts.size() || axes.size() != starts.size() || steps.size() != starts.size()) {
            throw node.invalid(
                    "Slice bounds have different lengths.", "as many ends, axes and steps as starts",
                    starts.size() + ", " + ends.size() + ", " + axes.size() + ", " + steps.size());
        }
        node.axes(axes, input.rank());
        int[] first = new int[input.rank()];
        int[] lengths = input.lengths();
        int[] strides = new int[input.rank()];
        Arrays.fill(strides, 1);
        for (int i = 0; i < starts.size(); i++) {
            int axis = node.axis(axes.get(i), input.rank());
            int length = input.length(axis);
            long step = steps.get(i);
            if (step == 0) {
                throw node.invalid("A slice step is zero.", "a nonzero step", steps);
            }
            step = Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, step));
            long start = clamp(starts.get(i), length, step > 0 ? 0 : -1);
            long end = clamp(ends.get(i), length, step > 0 ? 0 : -1);
            if (step < 0) {
                start = Math.min(start, length - 1L);
            }
            long count = step > 0 ? (end - start + step - 1) / step : (start - end - step - 1) / -step;
            first[axis] = (int) start;
            lengths[axis] = (int) Math.max(0, count);
            strides[axis] = (int) step;
        }
        return lengths.length == 0
                ? node.operand(0)
                : node.apply(new Slice(boxed(first), boxed(lengths), boxed(strides)), node.operand(0));
    }

    /// Counted from the end when negative, then held in `[least, length]`.
    private static long clamp(long bound, int length, int least) {
        long plain = bound < 0 ? bound + length : bound;
        return Math.max(least, Math.min(length, plain));
    }

    private static List<Integer> boxed(int[] values) {
        List<Integer> list = new ArrayList<>();
        for (int value : values) {
            list.add(value);
        }
        return list;
    }
}
