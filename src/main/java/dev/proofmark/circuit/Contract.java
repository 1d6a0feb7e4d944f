package dev.proofmark.circuit;

import java.util.Arrays;

/// Two-operand einsum: `out[labels] = sum over the labels absent from out of a[aLabels] * b[bLabels]`.
/// A label in both operands and in the result is a batch label; in both and not in the result it is summed; in one
/// operand it must be in the result.
///
/// @param aLabels one label (a small number) per axis of `a`; likewise `bLabels` and `outLabels`
public record Contract(int id, Shape shape, int a, int b, int[] aLabels, int[] bLabels, int[] outLabels)
        implements Expression {
    public Contract {
        aLabels = aLabels.clone();
        bLabels = bLabels.clone();
        outLabels = outLabels.clone();
    }

    public static int indexOf(int[] labels, int label) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                return i;
            }
        }
        return -1;
    }

    /// Axes of `a` whose label is in `b` and in the result, in `a`'s order.
    public int[] batchAxesOfA() {
        return axesOfA(true);
    }

    /// Axes of `a` whose label is summed, in `a`'s order.
    public int[] summedAxesOfA() {
        return axesOfA(false);
    }

    private int[] axesOfA(boolean inResult) {
        int[] axes = new int[aLabels.length];
        int count = 0;
        for (int i = 0; i < aLabels.length; i++) {
            if (indexOf(bLabels, aLabels[i]) >= 0 && indexOf(outLabels, aLabels[i]) >= 0 == inResult) {
                axes[count++] = i;
            }
        }
        return Arrays.copyOf(axes, count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contract c && id == c.id && shape.equals(c.shape) && a == c.a && b == c.b
                && Arrays.equals(aLabels, c.aLabels) && Arrays.equals(bLabels, c.bLabels)
                && Arrays.equals(outLabels, c.outLabels);
    }

    @Override
    public int hashCode() {
        return id;
    }
}
