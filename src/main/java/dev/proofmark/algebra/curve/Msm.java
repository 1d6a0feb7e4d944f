package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import java.util.Arrays;

/// Multi-scalar multiplication: the sum of k_i P_i, by Pippenger's method on signed digits, every addition in a batch
/// ([BucketSums]). Nothing is assumed about the points: equal ones, opposite ones and the identity are fine.
///
/// **Cost** of n points with windows of c bits: 255/c (n + 2^(c-1)) batched additions, 255 doublings. Not constant in time:
/// for public scalars.
public final class Msm {
    private static final int PAGE_SHIFT = 7;
    private static final int REFERENCES = 1 << 15;
    private static final int SMALL = 4;

    private Msm() {}

    /// As [#multiply(G1[], Fr[], Workers)], on the calling thread.
    public static G1 multiply(G1[] points, Fr[] scalars) {
        return multiply(points, scalars, Workers.sequential());
    }

    /// The sum of `scalars[i]` times `points[i]`.
    ///
    /// **Requires**: as many scalars as points.
    public static G1 multiply(G1[] points, Fr[] scalars, Workers workers) {
        if (points.length != scalars.length) {
            throw new IllegalArgumentException(
                    "Expected as many scalars as points, " + points.length + ", got " + scalars.length);
        }
        G1[] present = new G1[points.length];
        Fr[] factors = new Fr[points.length];
        int n = 0;
        for (int i = 0; i < points.length; i++) {
            if (!points[i].isIdentity() && !scalars[i].isZero()) {
                present[n] = points[i];
                factors[n++] = scalars[i];
            }
        }
        return n <= SMALL ? oneByOne(present, factors, n) : pippenger(present, factors, n, workers);
    }

    private static G1 oneByOne(G1[] points, Fr[] scalars, int n) {
        JacobianPoint sum = JacobianPoint.IDENTITY;
        for (int i = 0; i < n; i++) {
            sum = sum.add(JacobianPoint.multiply(points[i], scalars[i]));
        }
        return sum.toAffine();
    }

    private static G1 pippenger(G1[] points, Fr[] scalars, int n, Workers workers) {
        int bits = windowBits(n);
        SignedDigits digits = new SignedDigits(bits);
        int windows = digits.windows();
        int[][] split = new int[n][windows];
        workers.forRange(n, 64, (from, to) -> {
            for (int i = from; i < to; i++) {
                digits.split(scalars[i], split[i]);
            }
        });
        PointTable table = PointTable.of(Arrays.copyOf(points, n), PAGE_SHIFT);
        G1[][] sums = new G1[windows][];
        int share = Math.clamp(REFERENCES / n, 1, (windows + workers.threads() - 1) / workers.threads());
        int tasks = (windows + share - 1) / share;
        workers.forRange(tasks, 1, (from, to) -> {
            for (int t = from; t < to; t++) {
                int first = t * share;
                int sets = Math.min(share, windows - first);
                System.arraycopy(sumWindows(table, split, first, sets, bits), 0, sums, first, sets);
            }
        });
        return BucketSums.horner(sums, bits).toAffine();
    }

    private static G1[][] sumWindows(PointTable table, int[][] split, int first, int sets, int bits) {
        int pairs = sets * split.length;
        BucketSums buckets = new BucketSums(new PointSums(table, pairs), sets, bits, pairs);
        for (int w = 0; w < sets; w++) {
            for (int i = 0; i < split.length; i++) {
                buckets.put(w, split[i][first + w], i);
            }
        }
        return buckets.sumsByBit();
    }

    /// About the window that makes 255/c (n + 2 * 2^(c-1)) least.
    private static int windowBits(int n) {
        int best = 2;
        long least = Long.MAX_VALUE;
        for (int c = 2; c <= 14; c++) {
            long cost = (long) SignedDigits.windows(c) * (n + (1L << c));
            if (cost < least) {
                least = cost;
                best = c;
            }
        }
        return best;
    }
}
