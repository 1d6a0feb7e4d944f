package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.FpArray;
import dev.proofmark.algebra.field.FpDigits;

/// Moves points between lanes of [FpArray]s and entries of a [PointTable], digit by digit. Written out, since these
/// copies take a good part of a batch addition's time.
final class PointLanes {
    private static final int LANES = FpDigits.LANES;

    private PointLanes() {}

    /// Copies one lane to another, y multiplied by `sign`, 1 or -1. Positions are those of the first digits.
    static void copyLane(double[] xs, double[] ys, int at, double sign, double[] outX, double[] outY, int out) {
        double x0 = xs[at];
        double y0 = ys[at];
        double x1 = xs[at + LANES];
        double y1 = ys[at + LANES];
        double x2 = xs[at + 2 * LANES];
        double y2 = ys[at + 2 * LANES];
        double x3 = xs[at + 3 * LANES];
        double y3 = ys[at + 3 * LANES];
        double x4 = xs[at + 4 * LANES];
        double y4 = ys[at + 4 * LANES];
        outX[out] = x0;
        outX[out + LANES] = x1;
        outX[out + 2 * LANES] = x2;
        outX[out + 3 * LANES] = x3;
        outX[out + 4 * LANES] = x4;
        outY[out] = sign * y0;
        outY[out + LANES] = sign * y1;
        outY[out + 2 * LANES] = sign * y2;
        outY[out + 3 * LANES] = sign * y3;
        outY[out + 4 * LANES] = sign * y4;
    }

    /// Copies a table's entry to a lane, y multiplied by `sign`, 1 or -1.
    static void copyEntry(double[] page, int at, double sign, double[] outX, double[] outY, int out) {
        double x0 = page[at];
        double x1 = page[at + 1];
        double x2 = page[at + 2];
        double x3 = page[at + 3];
        double x4 = page[at + 4];
        double y0 = page[at + 5];
        double y1 = page[at + 6];
        double y2 = page[at + 7];
        double y3 = page[at + 8];
        double y4 = page[at + 9];
        outX[out] = x0;
        outX[out + LANES] = x1;
        outX[out + 2 * LANES] = x2;
        outX[out + 3 * LANES] = x3;
        outX[out + 4 * LANES] = x4;
        outY[out] = sign * y0;
        outY[out + LANES] = sign * y1;
        outY[out + 2 * LANES] = sign * y2;
        outY[out + 3 * LANES] = sign * y3;
        outY[out + 4 * LANES] = sign * y4;
    }

    /// Writes points `from <= i < from + count` to `out`, the first at `at`, each `stride` after the one before.
    static void store(FpArray x, FpArray y, int from, int count, double[] out, int at, int stride) {
        double[] xs = FpDigits.of(x);
        double[] ys = FpDigits.of(y);
        for (int i = 0; i < count; i++) {
            int position = FpDigits.position(from + i);
            int entry = at + i * stride;
            for (int j = 0; j < FpDigits.LIMBS; j++) {
                out[entry + j] = xs[position + j * FpDigits.LANES];
                out[entry + FpDigits.LIMBS + j] = ys[position + j * FpDigits.LANES];
            }
        }
    }
}
