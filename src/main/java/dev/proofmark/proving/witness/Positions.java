package dev.proofmark.proving.witness;

import dev.proofmark.circuit.Shape;

/// Padded positions of the logical index combinations of some axes. Positions of disjoint axes add up, since their
/// index bits are disjoint.
final class Positions {
    private Positions() {
    }

    /// Offsets of all logical combinations of `axes`, first axis slowest.
    static int[] of(Shape shape, int[] axes) {
        int[] lengths = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            lengths[i] = shape.length(axes[i]);
        }
        return of(shape, axes, lengths);
    }

    /// The same with given lengths; an axis of -1 repeats the offset (broadcast).
    static int[] of(Shape shape, int[] axes, int[] lengths) {
        int[] offsets = {0};
        for (int i = 0; i < axes.length; i++) {
            int stride = axes[i] < 0 ? 0
                    : 1 << shape.totalBits() - shape.bitOffset(axes[i]) - shape.bits(axes[i]);
            int[] next = new int[offsets.length * lengths[i]];
            int n = 0;
            for (int prefix : offsets) {
                for (int k = 0; k < lengths[i]; k++) {
                    next[n++] = prefix + k * stride;
                }
            }
            offsets = next;
        }
        return offsets;
    }
}
