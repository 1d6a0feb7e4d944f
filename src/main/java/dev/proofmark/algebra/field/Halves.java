package dev.proofmark.algebra.field;

/// Operations that pair element i of half 0 with element i of half 1.
///
/// Whole blocks go to the kernels as they lie, in runs that a column can hold; what is left over, and everything when
/// half 1 does not start at a block, goes through staged copies padded with zeros.
final class Halves {

    private static final int BLOCK = Digits.BLOCK;

    private final BlockKernels kernels;
    private final BlockConstants k = BlockConstants.R;

    Halves(BlockKernels kernels) {
        this.kernels = kernels;
    }

    private static int fullBlocks(int half, int count) {
        return (half & 7) == 0 ? count >>> 3 : 0;
    }

    private static void check(BlockArray a, int offset, int half, int count) {
        Blocks.at(a, offset, count);
        java.util.Objects.checkFromIndexSize(Math.addExact(offset, half), count, a.length);
        if (half < count) {
            throw new IllegalArgumentException("halves of " + count + " elements overlap at distance " + half);
        }
    }

    void fold(FrArray a, int aOffset, int half, int count, Fr r, FrArray out, int outOffset) {
        check(a, aOffset, half, count);
        int o = Blocks.at(out, outOffset, count);
        Scratch s = Scratch.ofThread();
        double[] factor = s.repeated(r, Modulus.R);
        int full = fullBlocks(half, count);
        kernels.fold(out.digits, o, a.digits, Digits.position(aOffset), Digits.position(half & ~7), factor, full, k, s);
        int rest = count - 8 * full;
        if (rest > 0) {
            double[] x = Blocks.halves(a.digits, aOffset + 8 * full, half, rest);
            kernels.fold(x, 0, x, 0, x.length / 2, factor, Blocks.of(rest), k, s);
            Blocks.copy(x, 0, out.digits, outOffset + 8 * full, rest);
        }
    }

    void fractionLayer(FrArray p, FrArray q, int offset, int half, int count, FrArray pOut, FrArray qOut,
            int outOffset) {
        check(p, offset, half, count);
        check(q, offset, half, count);
        int o = Blocks.at(pOut, outOffset, count);
        Blocks.at(qOut, outOffset, count);
        Scratch s = Scratch.ofThread();
        int full = fullBlocks(half, count);
        kernels.fractionLayer(pOut.digits, qOut.digits, o, p.digits, q.digits, Digits.position(offset),
                Digits.position(half & ~7), full, k, s);
        int rest = count - 8 * full;
        if (rest > 0) {
            double[] x = Blocks.halves(p.digits, offset + 8 * full, half, rest);
            double[] y = Blocks.halves(q.digits, offset + 8 * full, half, rest);
            kernels.fractionLayer(x, y, 0, x, y, 0, x.length / 2, Blocks.of(rest), k, s);
            Blocks.copy(x, 0, pOut.digits, outOffset + 8 * full, rest);
            Blocks.copy(y, 0, qOut.digits, outOffset + 8 * full, rest);
        }
    }

    void unitFractionLayer(FrArray q, int offset, int half, int count, FrArray pOut, FrArray qOut, int outOffset) {
        check(q, offset, half, count);
        int o = Blocks.at(pOut, outOffset, count);
        Blocks.at(qOut, outOffset, count);
        if (pOut == q) {
            throw new IllegalArgumentException("the numerators must not overwrite the denominators");
        }
        Scratch s = Scratch.ofThread();
        int full = fullBlocks(half, count);
        int at = Digits.position(offset);
        int far = at + Digits.position(half & ~7);
        kernels.add(pOut.digits, o, q.digits, at, q.digits, far, BLOCK, full, k, s);
        kernels.multiplyAdd(qOut.digits, o, q.digits, at, q.digits, far, BLOCK, Scratch.ZERO, 0, 0, full, k, s);
        int rest = count - 8 * full;
        if (rest > 0) {
            double[] y = Blocks.halves(q.digits, offset + 8 * full, half, rest);
            double[] x = new double[y.length / 2];
            kernels.add(x, 0, y, 0, y, y.length / 2, BLOCK, Blocks.of(rest), k, s);
            kernels.multiplyAdd(y, 0, y, 0, y, y.length / 2, BLOCK, Scratch.ZERO, 0, 0, Blocks.of(rest), k, s);
            Blocks.copy(x, 0, pOut.digits, outOffset + 8 * full, rest);
            Blocks.copy(y, 0, qOut.digits, outOffset + 8 * full, rest);
        }
    }

    Fr[] productRound(FrArray a, int aOffset, FrArray b, int bOffset, int half, int count) {
        check(a, aOffset, half, count);
        check(b, bOffset, half, count);
        Scratch s = Scratch.ofThread();
        Fr[] out = {Fr.ZERO, Fr.ZERO};
        int full = fullBlocks(half, count);
        int distance = Digits.position(half & ~7);
        for (int i = 0; i < full; i += BlockKernels.SUM_BLOCKS) {
            int run = Math.min(BlockKernels.SUM_BLOCKS, full - i);
            kernels.productRound(s.clearedSums(out.length), a.digits, Digits.position(aOffset + 8 * i), b.digits,
                    Digits.position(bOffset + 8 * i), distance, run, s);
            addTo(out, s, run);
        }
        int done = 8 * full;
        for (int i = done; i < count; i += 8 * BlockKernels.SUM_BLOCKS) {
            int run = Math.min(8 * BlockKernels.SUM_BLOCKS, count - i);
            double[] x = Blocks.halves(a.digits, aOffset + i, half, run);
            double[] y = Blocks.halves(b.digits, bOffset + i, half, run);
            kernels.productRound(s.clearedSums(out.length), x, 0, y, 0, x.length / 2, Blocks.of(run), s);
            addTo(out, s, Blocks.of(run));
        }
        return out;
    }

    Fr[] weightedProductRound(boolean both, FrArray e, int eOffset, FrArray a, int aOffset, FrArray b, int bOffset,
            int half, int count) {
        Blocks.at(e, eOffset, count);
        check(a, aOffset, half, count);
        check(b, bOffset, half, count);
        Scratch s = Scratch.ofThread();
        Fr[] out = both ? new Fr[] {Fr.ZERO, Fr.ZERO, Fr.ZERO} : new Fr[] {Fr.ZERO, Fr.ZERO};
        int full = fullBlocks(half, count);
        int distance = Digits.position(half & ~7);
        for (int i = 0; i < full; i += BlockKernels.SUM_BLOCKS) {
            int run = Math.min(BlockKernels.SUM_BLOCKS, full - i);
            kernels.weightedProductRound(s.clearedSums(out.length), both, e.digits, Digits.position(eOffset + 8 * i), a.digits,
                    Digits.position(aOffset + 8 * i), b.digits, Digits.position(bOffset + 8 * i), distance, run, k, s);
            addTo(out, s, run);
        }
        for (int i = 8 * full; i < count; i += 8 * BlockKernels.SUM_BLOCKS) {
            int run = Math.min(8 * BlockKernels.SUM_BLOCKS, count - i);
            double[] x = Blocks.halves(a.digits, aOffset + i, half, run);
            double[] y = Blocks.halves(b.digits, bOffset + i, half, run);
            kernels.weightedProductRound(s.clearedSums(out.length), both, e.digits, Digits.position(eOffset + i), x, 0, y, 0,
                    x.length / 2, Blocks.of(run), k, s);
            addTo(out, s, Blocks.of(run));
        }
        return out;
    }

    Fr[] fractionRound(FrArray e, int eOffset, FrArray p0, int p0Offset, FrArray q0, int q0Offset, FrArray p1,
            int p1Offset, FrArray q1, int q1Offset, int half, int count) {
        Blocks.at(e, eOffset, count);
        check(p0, p0Offset, half, count);
        check(q0, q0Offset, half, count);
        check(p1, p1Offset, half, count);
        check(q1, q1Offset, half, count);
        Scratch s = Scratch.ofThread();
        Fr[] out = {Fr.ZERO, Fr.ZERO};
        int full = fullBlocks(half, count);
        int distance = Digits.position(half & ~7);
        for (int i = 0; i < full; i += BlockKernels.SUM_BLOCKS) {
            int run = Math.min(BlockKernels.SUM_BLOCKS, full - i);
            kernels.fractionRound(s.clearedSums(out.length), e.digits, Digits.position(eOffset + 8 * i), p0.digits,
                    Digits.position(p0Offset + 8 * i), q0.digits, Digits.position(q0Offset + 8 * i), p1.digits,
                    Digits.position(p1Offset + 8 * i), q1.digits, Digits.position(q1Offset + 8 * i), distance, run, k,
                    s);
            addTo(out, s, run);
        }
        for (int i = 8 * full; i < count; i += 8 * BlockKernels.SUM_BLOCKS) {
            int run = Math.min(8 * BlockKernels.SUM_BLOCKS, count - i);
            double[] w = Blocks.halves(p0.digits, p0Offset + i, half, run);
            double[] x = Blocks.halves(q0.digits, q0Offset + i, half, run);
            double[] y = Blocks.halves(p1.digits, p1Offset + i, half, run);
            double[] z = Blocks.halves(q1.digits, q1Offset + i, half, run);
            kernels.fractionRound(s.clearedSums(out.length), e.digits, Digits.position(eOffset + i), w, 0, x, 0, y, 0, z, 0,
                    x.length / 2, Blocks.of(run), k, s);
            addTo(out, s, Blocks.of(run));
        }
        return out;
    }

    private static void addTo(Fr[] out, Scratch s, int products) {
        // the third sum is the middle result
        int[] order = out.length == 2 ? TWO : THREE;
        for (int i = 0; i < out.length; i++) {
            out[i] = out[i].add(ColumnSum.product(s.sums, order[i] * Scratch.COLUMNS, products));
        }
    }

    private static final int[] TWO = {0, 1};
    private static final int[] THREE = {0, 2, 1};
}
