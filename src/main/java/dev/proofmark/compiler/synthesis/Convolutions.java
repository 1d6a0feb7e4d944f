package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Shape;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Convolutions as contractions over windows. An axis that needs no windows gets none: a kernel of one tap keeps the
/// axis, a kernel as long as the axis sums it, tiles of a power of two are a view.
final class Convolutions {
    private static final int BATCH = 0;
    private static final int GROUP = 1;
    private static final int OUTPUT = 2;
    private static final int CHANNEL = 3;
    private static final int FIRST_SPATIAL = 4;

    private Convolutions() {
    }

    /// @param w weights of shape `[groups, outputs / groups, channels / groups, kernel..]`, no first axis for one group
    static int of(CircuitDraft draft, IntegerOp.Convolution op, int x, int w, Shape result) {
        Shape in = draft.shape(x);
        Shape kernel = draft.shape(w);
        int spatial = in.rank() - 2;
        int groups = op.groups();
        int firstTaps = kernel.rank() - spatial;
        List<Integer> split = new ArrayList<>(List.of(in.length(0)));
        List<Integer> xLabels = new ArrayList<>(List.of(BATCH));
        List<Integer> wLabels = new ArrayList<>();
        List<Integer> outLabels = new ArrayList<>(List.of(BATCH));
        List<Integer> outLengths = new ArrayList<>(List.of(in.length(0)));
        List<AxisGroup> windows = new ArrayList<>(List.of(AxisGroup.PASS, AxisGroup.PASS));
        if (groups > 1) {
            split.add(groups);
            xLabels.add(GROUP);
            wLabels.add(GROUP);
            outLabels.add(GROUP);
            outLengths.add(groups);
            windows.add(AxisGroup.PASS);
        }
        split.add(in.length(1) / groups);
        xLabels.add(CHANNEL);
        wLabels.addAll(List.of(OUTPUT, CHANNEL));
        outLabels.add(OUTPUT);
        outLengths.add(result.length(1) / groups);
        for (int a = 0; a < spatial; a++) {
            int position = FIRST_SPATIAL + 2 * a;
            int tap = position + 1;
            int inputs = in.length(a + 2);
            int outputs = result.length(a + 2);
            int taps = kernel.length(a + firstTaps);
            int stride = op.strides().get(a);
            int pad = op.padsBegin().get(a);
            boolean plain = pad == 0 && op.dilations().get(a) == 1;
            wLabels.add(tap);
            outLabels.add(position);
            outLengths.add(outputs);
            if (plain && taps == 1 && stride == 1 && outputs == inputs) {
                split.add(inputs);
                xLabels.add(position);
                windows.add(AxisGroup.PASS);
            } else if (plain && outputs == 1 && taps == inputs) {
                split.add(inputs);
                xLabels.add(tap);
                windows.add(AxisGroup.PASS);
            } else if (plain && stride == taps && outputs * taps == inputs && Integer.bitCount(taps) == 1) {
                split.addAll(List.of(outputs, taps));
                xLabels.addAll(List.of(position, tap));
                windows.addAll(List.of(AxisGroup.PASS, AxisGroup.PASS));
            } else {
                split.add(inputs);
                xLabels.addAll(List.of(position, tap));
                windows.add(new AxisGroup(Windows.taps(inputs, outputs, taps, stride, op.dilations().get(a), pad)));
            }
        }
        int viewed = Reshapes.of(draft, x, Shape.of(ints(split)));
        int taps = AxisMaps.apply(draft, viewed, windows);
        int product = Einsum.of(draft, w, ints(wLabels), taps, ints(xLabels), ints(outLabels), ints(outLengths));
        return Reshapes.of(draft, product, result);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    /// Sums over windows, axis by axis.
    static int windowSum(CircuitDraft draft, IntegerOp.WindowSum op, int x, Shape result) {
        Shape in = draft.shape(x);
        List<AxisGroup> groups = new ArrayList<>(List.of(AxisGroup.PASS, AxisGroup.PASS));
        int[] crop = new int[in.rank() - 2];
        int node = x;
        for (int a = 0; a < crop.length; a++) {
            crop[a] = Math.max(0, -op.padsBegin().get(a));
            if (crop[a] > 0) {
                node = AxisMaps.gather(draft, node, a + 2, range(crop[a], in.length(a + 2)));
            }
            int kernel = op.kernel().get(a);
            boolean same = kernel == 1 && op.strides().get(a) == 1 && op.padsBegin().get(a) == 0
                    && result.length(a + 2) == in.length(a + 2);
            groups.add(same ? AxisGroup.PASS : new AxisGroup(new AxisMatrix.WindowSum(in.length(a + 2) - crop[a],
                    result.length(a + 2), kernel, op.strides().get(a), op.dilations().get(a),
                    Math.max(0, op.padsBegin().get(a)))));
        }
        return AxisMaps.apply(draft, node, groups);
    }

    private static int[] range(int from, int to) {
        int[] ids = new int[to - from];
        Arrays.setAll(ids, i -> from + i);
        return ids;
    }
}
