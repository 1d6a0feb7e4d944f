package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;

/// Pippenger's method on signed digits, every addition in a batch ([BucketSums]); roots by vector products.
///
/// **Cost** of n points with windows of c bits: 255/c (n + 2^(c-1)) batched additions, 255 doublings.
final class BatchedPoints implements ManyPoints {
    private static final int PAGE_SHIFT = 7;
    private static final int REFERENCES = 1 << 15;

    @Override
    public G1 sum(G1[] points, Fr[] scalars) {
        return sum(points, scalars, Workers.sequential());
    }

    @Override
    public Fp[] squareRoots(Fp[] elements) {
        return SquareRoots.of(elements);
    }

    static G1 sum(G1[] points, Fr[] scalars, Workers workers) {
        int n = points.length;
        int bits = SignedDigits.bestBits(n);
        SignedDigits digits = new SignedDigits(bits);
        int windows = digits.windows();
        int[][] split = new int[n][windows];
        workers.forRange(n, 64, (from, to) -> {
            for (int i = from; i < to; i++) {
                digits.split(scalars[i], split[i]);
            }
        });
        PointTable table = PointTable.of(points, PAGE_SHIFT);
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
}
