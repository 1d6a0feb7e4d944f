package dev.proofmark.compiler.onnx.operators.nn;

import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Window;
import dev.proofmark.compiler.onnx.node.AttributeRule;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Settles `kernel_shape`, `strides`, `dilations`, `pads`, `auto_pad` and `ceil_mode` to explicit numbers.
///
/// `SAME_UPPER` and `SAME_LOWER`: output length = ceil(length / stride), the total padding that this takes is split evenly,
/// an odd one goes to the end (upper) or to the beginning (lower). `ceil_mode` becomes padding at the end, as much as the
/// last window reaches over; a window that would start beyond the tensor and its declared padding is dropped.
final class WindowResolution {

    private final Translation node;
    private final TensorShape input;
    private final List<Integer> kernel;
    private final List<Integer> strides;
    private final List<Integer> dilations;
    private final int rank;

    /// @param kernel the spatial lengths of the weights, or of the attribute
    WindowResolution(Translation node, TensorShape input, List<Integer> kernel) {
        this.node = node;
        this.input = input;
        this.kernel = kernel;
        this.rank = kernel.size();
        if (input.rank() != rank + 2) {
            throw new dev.proofmark.compiler.graph.ShapeException(
                    "an input of rank " + (rank + 2) + " for " + rank + " kernel axes", input.toString());
        }
        this.strides = perAxis("strides", rank, 1);
        this.dilations = perAxis("dilations", rank, 1);
    }

    /// The attribute `kernel_shape`, which pooling requires.
    static List<Integer> kernelShape(Translation node) {
        return node.integers("kernel_shape").orElseThrow().stream().map(Long::intValue).toList();
    }

    Window resolve() {
        List<Integer> begins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        String auto = node.text("auto_pad", "NOTSET");
        List<Integer> explicit = auto.equals("NOTSET") ? perAxis("pads", 2 * rank, 0) : Collections.nCopies(2 * rank, 0);
        for (int axis = 0; axis < rank; axis++) {
            boolean same = auto.startsWith("SAME");
            int total = same ? sameTotal(axis) : 0;
            int smaller = total / 2;
            int begin = !same ? explicit.get(axis) : auto.equals("SAME_UPPER") ? smaller : total - smaller;
            int end = !same ? explicit.get(axis + rank) : total - begin;
            begins.add(begin);
            ends.add(end + (node.flag("ceil_mode", false) && !same ? ceilExtra(axis, begin, end) : 0));
        }
        return new Window(kernel, strides, dilations, begins, ends);
    }

    /// The end padding as declared, without what `ceil_mode` adds.
    int declaredEnd(int axis) {
        return node.text("auto_pad", "NOTSET").equals("NOTSET") ? perAxis("pads", 2 * rank, 0).get(axis + rank) : 0;
    }

    private long extent(int axis) {
        return (kernel.get(axis) - 1L) * dilations.get(axis) + 1;
    }

    private int sameTotal(int axis) {
        long length = input.length(axis + 2);
        long stride = strides.get(axis);
        long output = (length + stride - 1) / stride;
        return (int) Math.max(0, Math.min(AttributeRule.MOST, (output - 1) * stride + extent(axis) - length));
    }

    private int ceilExtra(int axis, int begin, int end) {
        long stride = strides.get(axis);
        long length = input.length(axis + 2);
        long slack = length + begin + end - extent(axis);
        if (slack < 0) {
            return 0;
        }
        long last = (slack + stride - 1) / stride;
        if (last * stride >= length + begin) {
            last--;
        }
        return (int) Math.max(0, last * stride - slack);
    }

    private List<Integer> perAxis(String attribute, int count, int missing) {
        List<Long> given = node.integers(attribute).orElse(List.of());
        if (given.isEmpty()) {
            return Collections.nCopies(count, missing);
        }
        if (given.size() != count) {
            throw node.invalid("Attribute " + attribute + " has the wrong length.", count + " entries", given);
        }
        return given.stream().map(Long::intValue).toList();
    }
}
