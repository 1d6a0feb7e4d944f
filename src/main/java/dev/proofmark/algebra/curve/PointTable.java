package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.FpArray;
import dev.proofmark.algebra.field.FpDigits;

/// Points in the stored form of [FpArray], one after the other, so that reading one at random touches two cache lines.
///
/// **Shape**: point i is entry `i & (pageSize - 1)` of page `i >>> shift`; an entry is the digits of x, then of y. Pages
/// may be shared between tables. No entry is the identity.
record PointTable(double[][] pages, int shift) {
    static final int ENTRY = 2 * FpDigits.LIMBS;

    /// A table of the given points, none of which may be the identity.
    static PointTable of(G1[] points, int shift) {
        int size = 1 << shift;
        double[][] pages = new double[(points.length + size - 1) >>> shift][];
        for (int p = 0; p < pages.length; p++) {
            int from = p << shift;
            pages[p] = page(points, from, Math.min(size, points.length - from));
        }
        return new PointTable(pages, shift);
    }

    private static double[] page(G1[] points, int from, int count) {
        FpArray x = FpArray.zeros(count);
        FpArray y = FpArray.zeros(count);
        for (int i = 0; i < count; i++) {
            x.set(i, points[from + i].x());
            y.set(i, points[from + i].y());
        }
        double[] out = new double[count * ENTRY];
        PointLanes.store(x, y, 0, count, out, 0, ENTRY);
        return out;
    }
}
