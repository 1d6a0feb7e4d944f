package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Shape;

/// Axis orders of weight tensors. What a contraction does not sum comes first: those index bits select commitment rows,
/// which the prover folds in one pass over the weights.
final class WeightLayouts {
    private WeightLayouts() {
    }

    /// A tensor with the last two axes swapped, presented in the given shape.
    static int transposed(CircuitDraft draft, Shape shape, IntegerRange range, long[] values) {
        int rank = shape.rank();
        int[] order = CircuitDraft.identity(rank);
        order[rank - 2] = rank - 1;
        order[rank - 1] = rank - 2;
        int[] lengths = shape.lengths();
        int rows = lengths[rank - 2];
        int columns = lengths[rank - 1];
        lengths[rank - 2] = columns;
        lengths[rank - 1] = rows;
        long[] swapped = new long[values.length];
        for (int base = 0; base < values.length; base += rows * columns) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    swapped[base + j * rows + i] = values[base + i * columns + j];
                }
            }
        }
        return draft.transpose(draft.weight(Shape.of(lengths), range, swapped), order);
    }

    /// `[outputs, channels, kernel..]` as `[groups, outputs / groups, channels, kernel..]`; unchanged for one group.
    static Shape grouped(Shape shape, int groups) {
        if (groups == 1) {
            return shape;
        }
        int[] lengths = new int[shape.rank() + 1];
        lengths[0] = groups;
        lengths[1] = shape.length(0) / groups;
        for (int a = 1; a < shape.rank(); a++) {
            lengths[a + 1] = shape.length(a);
        }
        return Shape.of(lengths);
    }
}
