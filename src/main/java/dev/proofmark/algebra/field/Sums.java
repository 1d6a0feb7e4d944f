package dev.proofmark.algebra.field;

/// Sums over one vector or over the products of two.
final class Sums {

    private static final int BLOCK = Digits.BLOCK;
    private static final int RUN = BlockKernels.SUM_BLOCKS;

    private Sums() {
    }

    static Fr dot(BlockKernels kernels, FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        int x = Blocks.at(a, aOffset, n);
        int y = Blocks.at(b, bOffset, n);
        Scratch s = Scratch.ofThread();
        Fr sum = Fr.ZERO;
        int full = n >>> 3;
        for (int i = 0; i < full; i += RUN) {
            int run = Math.min(RUN, full - i);
            kernels.dot(s.clearedSums(1), a.digits, x + i * BLOCK, b.digits, y + i * BLOCK, run, s);
            sum = sum.add(ColumnSum.product(s.sums, 0, run));
        }
        if ((n & 7) != 0) {
            Blocks.masked(a.digits, x + full * BLOCK, n & 7, s.staged);
            kernels.dot(s.clearedSums(1), s.staged, 0, b.digits, y + full * BLOCK, 1, s);
            sum = sum.add(ColumnSum.product(s.sums, 0, 1));
        }
        return sum;
    }

    /// Digits of up to 2^50 are added 256 blocks at a time, far below what a column holds.
    static Fr sum(FrArray a, int aOffset, int n) {
        int x = Blocks.at(a, aOffset, n);
        Scratch s = Scratch.ofThread();
        Fr sum = Fr.ZERO;
        int blocks = Blocks.of(n);
        for (int i = 0; i < blocks; i += RUN) {
            int end = Math.min(blocks, i + RUN);
            long[] columns = s.clearedSums(1);
            for (int block = i; block < end; block++) {
                int lanes = Math.min(Digits.LANES, n - 8 * block);
                int at = x + block * BLOCK;
                for (int limb = 0; limb < BLOCK; limb += Digits.LANES) {
                    for (int lane = 0; lane < lanes; lane++) {
                        columns[limb + lane] += (long) a.digits[at + limb + lane];
                    }
                }
            }
            sum = sum.add(ColumnSum.plain(columns, 0));
        }
        return sum;
    }
}
