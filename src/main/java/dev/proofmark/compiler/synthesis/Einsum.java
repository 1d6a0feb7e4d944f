package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Contractions by labels, without axes of length one and without reordered operands: those are views, and a view of
/// a committed tensor would hide it from the kernels that fold committed tensors.
final class Einsum {
    private Einsum() {
    }

    /// `out[result labels] = sum a[aLabels] * b[bLabels]`. A label may have length one in one operand and another length in
    /// the other: broadcast.
    ///
    /// @param result the result's axis lengths
    static int of(CircuitDraft draft, int a, int[] aLabels, int b, int[] bLabels, int[] labels, int... result) {
        Operand left = Operand.of(draft, a, aLabels);
        Operand right = Operand.of(draft, b, bLabels);
        int[] kept = Arrays.stream(labels)
                .filter(l -> Contract.indexOf(left.labels, l) >= 0 || Contract.indexOf(right.labels, l) >= 0).toArray();
        int product = draft.contract(left.node, left.labels, right.node, right.labels, kept);
        return draft.withUnitAxes(product, Shape.of(result));
    }

    private record Operand(int node, int[] labels) {
        /// Drops unit axes and takes the operand of a view that only reorders axes.
        static Operand of(CircuitDraft draft, int node, int[] labels) {
            Shape shape = draft.shape(node);
            int[] axes = longAxes(shape);
            int[] kept = Arrays.stream(axes).map(axis -> labels[axis]).toArray();
            Node n = draft.builder().node(node);
            if (n instanceof View view) {
                Shape base = draft.shape(view.operand());
                int[] order = order(view, base);
                if (order != null) {
                    int[] baseLabels = Arrays.stream(order).map(axis -> labels[axis]).toArray();
                    return new Operand(draft.withUnitAxes(view.operand(), lengths(base)), baseLabels);
                }
            }
            return new Operand(draft.withUnitAxes(node, lengths(shape)), kept);
        }

        private static Shape lengths(Shape shape) {
            return Shape.of(Arrays.stream(longAxes(shape)).map(shape::length).toArray());
        }

        private static int[] longAxes(Shape shape) {
            List<Integer> axes = new ArrayList<>();
            for (int a = 0; a < shape.rank(); a++) {
                if (shape.length(a) > 1) {
                    axes.add(a);
                }
            }
            return axes.stream().mapToInt(x -> x).toArray();
        }

        /// For every long axis of the base the axis of the view that it is, or null if axes are split or merged.
        private static int[] order(View view, Shape base) {
            int[] from = longAxes(base);
            int[] order = new int[from.length];
            for (int i = 0; i < from.length; i++) {
                int first = view.variables()[base.bitOffset(from[i])];
                int to = axisAt(view.shape(), first);
                if (view.shape().length(to) != base.length(from[i]) || view.shape().bitOffset(to) != first) {
                    return null;
                }
                for (int b = 0; b < base.bits(from[i]); b++) {
                    if (view.variables()[base.bitOffset(from[i]) + b] != first + b) {
                        return null;
                    }
                }
                order[i] = to;
            }
            return order;
        }

        private static int axisAt(Shape shape, int variable) {
            int axis = 0;
            while (shape.bitOffset(axis) + shape.bits(axis) <= variable) {
                axis++;
            }
            return axis;
        }
    }
}
