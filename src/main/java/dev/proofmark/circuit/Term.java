package dev.proofmark.circuit;

import java.util.Arrays;

/// One operand of a `Combine`.
///
/// @param axes for every axis of the result the operand's axis that supplies it, or -1 where the operand lacks it; every
///             operand axis appears exactly once
public record Term(int node, Coefficient coefficient, int[] axes) {
    public Term {
        axes = axes.clone();
    }

    /// An operand that has all the result's axes in order.
    public static Term of(int node, Coefficient coefficient, int rank) {
        int[] axes = new int[rank];
        Arrays.setAll(axes, a -> a);
        return new Term(node, coefficient, axes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Term t && node == t.node && coefficient.equals(t.coefficient)
                && Arrays.equals(axes, t.axes);
    }

    @Override
    public int hashCode() {
        return node * 31 + coefficient.hashCode();
    }
}
