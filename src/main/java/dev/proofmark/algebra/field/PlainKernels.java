package dev.proofmark.algebra.field;

import java.util.Arrays;

/// The block kernels in plain loops: no module needed, and the same digits as [VectorKernels] computes.
final class PlainKernels implements BlockKernels {

    private static final int BLOCK = Digits.BLOCK;
    private static final int LANES = Digits.LANES;
    private static final int COLUMNS = Scratch.COLUMNS;

    @Override
    public void add(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k) {
        for (int i = 0; i < blocks; i++) {
            sum(out, outAt + i * BLOCK, a, aAt + i * BLOCK, b, bAt + i * bStep, 1, k);
        }
    }

    @Override
    public void subtract(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k) {
        for (int i = 0; i < blocks; i++) {
            sum(out, outAt + i * BLOCK, a, aAt + i * BLOCK, b, bAt + i * bStep, -1, k);
        }
    }

    private static void sum(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, double sign,
            BlockConstants k) {
        for (int lane = 0; lane < LANES; lane++) {
            double top = a[aAt + lane + 4 * LANES] + sign * b[bAt + lane + 4 * LANES];
            double q = BlockConstants.MAGIC - Math.fma(top, k.perPrime, BlockConstants.MAGIC);
            double carry = 0;
            for (int j = 0; j < 4; j++) {
                double s = a[aAt + lane + j * LANES] + sign * b[bAt + lane + j * LANES];
                s = Math.fma(q, k.prime[j], s) + carry;
                carry = Math.fma(s, 0x1p-51, BlockConstants.MAGIC) - BlockConstants.MAGIC;
                out[outAt + lane + j * LANES] = Math.fma(carry, -0x1p51, s);
            }
            out[outAt + lane + 4 * LANES] = Math.fma(q, k.prime[4], top) + carry;
        }
    }

    @Override
    public void multiplyAdd(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep,
            double[] plus, int plusAt, int plusStep, int blocks, BlockConstants k, Scratch s) {
        for (int i = 0; i < blocks; i++) {
            product(s.columns, 0, a, aAt + i * BLOCK, b, bAt + i * bStep);
            PlainReduction.reduce(s.columns, 0, k.load[1], plus, plusAt + i * plusStep, out, outAt + i * BLOCK, k);
        }
    }

    @Override
    public void fold(double[] out, int outAt, double[] a, int aAt, int half, double[] r, int blocks, BlockConstants k,
            Scratch s) {
        for (int i = 0; i < blocks; i++) {
            int at = aAt + i * BLOCK;
            difference(s.inner, 0, a, at, half);
            product(s.columns, 0, s.inner, 0, r, 0);
            PlainReduction.reduce(s.columns, 0, k.load[1], a, at, out, outAt + i * BLOCK, k);
        }
    }

    @Override
    public void fractionLayer(double[] pOut, double[] qOut, int outAt, double[] p, double[] q, int at, int half,
            int blocks, BlockConstants k, Scratch s) {
        for (int i = 0; i < blocks; i++) {
            int x = at + i * BLOCK;
            product(s.columns, 0, p, x, q, x + half);
            accumulate(s.columns, 0, p, x + half, q, x);
            product(s.columns, COLUMNS, q, x, q, x + half);
            PlainReduction.reduce(s.columns, 0, k.load[2], Scratch.ZERO, 0, pOut, outAt + i * BLOCK, k);
            PlainReduction.reduce(s.columns, COLUMNS, k.load[1], Scratch.ZERO, 0, qOut, outAt + i * BLOCK, k);
        }
    }

    @Override
    public void dot(long[] sum, double[] a, int aAt, double[] b, int bAt, int blocks) {
        for (int i = 0; i < blocks; i++) {
            accumulate(sum, 0, a, aAt + i * BLOCK, b, bAt + i * BLOCK);
        }
    }

    @Override
    public void productRound(long[] sum, double[] a, int aAt, double[] b, int bAt, int half, int blocks, Scratch s) {
        for (int i = 0; i < blocks; i++) {
            accumulate(sum, 0, a, aAt + i * BLOCK, b, bAt + i * BLOCK);
            difference(s.inner, 0, a, aAt + i * BLOCK, half);
            difference(s.inner, BLOCK, b, bAt + i * BLOCK, half);
            accumulate(sum, COLUMNS, s.inner, 0, s.inner, BLOCK);
        }
    }

    @Override
    public void weightedProductRound(long[] sum, boolean both, double[] e, int eAt, double[] a, int aAt, double[] b,
            int bAt, int half, int blocks, BlockConstants k, Scratch s) {
        for (int i = 0; i < blocks; i++) {
            int w = eAt + i * BLOCK;
            int x = aAt + i * BLOCK;
            int y = bAt + i * BLOCK;
            product(s.columns, 0, a, x, b, y);
            weigh(sum, 0, 1, e, w, k, s);
            difference(s.inner, 0, a, x, half);
            difference(s.inner, BLOCK, b, y, half);
            product(s.columns, 0, s.inner, 0, s.inner, BLOCK);
            weigh(sum, COLUMNS, 1, e, w, k, s);
            if (both) {
                product(s.columns, 0, a, x + half, b, y + half);
                weigh(sum, 2 * COLUMNS, 1, e, w, k, s);
            }
        }
    }

    @Override
    public void fractionRound(long[] sum, double[] e, int eAt, double[] p0, int p0At, double[] q0, int q0At,
            double[] p1, int p1At, double[] q1, int q1At, int half, int blocks, BlockConstants k, Scratch s) {
        double[] d = s.inner;
        for (int i = 0; i < blocks; i++) {
            int at = i * BLOCK;
            product(s.columns, 0, p0, p0At + at, q1, q1At + at);
            accumulate(s.columns, 0, p1, p1At + at, q0, q0At + at);
            weigh(sum, 0, 2, e, eAt + at, k, s);
            difference(d, 0, p0, p0At + at, half);
            difference(d, BLOCK, q1, q1At + at, half);
            product(s.columns, 0, d, 0, d, BLOCK);
            difference(d, 0, p1, p1At + at, half);
            difference(d, BLOCK, q0, q0At + at, half);
            accumulate(s.columns, 0, d, 0, d, BLOCK);
            weigh(sum, COLUMNS, 2, e, eAt + at, k, s);
        }
    }

    /// Reduces the columns of `products` products and adds their product with e.
    private static void weigh(long[] sum, int sumAt, int products, double[] e, int eAt, BlockConstants k, Scratch s) {
        PlainReduction.reduce(s.columns, 0, k.load[products], Scratch.ZERO, 0, s.inner, 2 * BLOCK, k);
        accumulate(sum, sumAt, e, eAt, s.inner, 2 * BLOCK);
    }

    @Override
    public void reduce(long[] t, int products, double[] plus, int plusAt, int plusOtherAt, double[] out, int outAt,
            double[] other, int otherAt, BlockConstants k) {
        PlainReduction.reduce(t, 0, k.load[products], plus, plusAt, out, outAt, k);
        PlainReduction.reduce(t, COLUMNS, k.load[products], plus, plusOtherAt, other, otherAt, k);
    }

    private static void difference(double[] out, int outAt, double[] a, int aAt, int half) {
        for (int i = 0; i < BLOCK; i++) {
            out[outAt + i] = a[aAt + half + i] - a[aAt + i];
        }
    }

    private static void product(long[] t, int tAt, double[] a, int aAt, double[] b, int bAt) {
        Arrays.fill(t, tAt, tAt + COLUMNS, 0);
        accumulate(t, tAt, a, aAt, b, bAt);
    }

    private static void accumulate(long[] t, int tAt, double[] a, int aAt, double[] b, int bAt) {
        for (int i = 0; i < BLOCK; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                PlainIntegers.addProduct(t, tAt + i + lane, a[aAt + i + lane], b, bAt + lane);
            }
        }
    }

    @Override
    public void dot(long[] sum, int[] v, int vAt, double[] b, int bAt, int blocks) {
        PlainIntegers.dot(sum, v, vAt, b, bAt, blocks);
    }

    @Override
    public void dot(long[] sum, long[] v, int vAt, double[] b, int bAt, int blocks) {
        PlainIntegers.dot(sum, v, vAt, b, bAt, blocks);
    }

    @Override
    public void rows(long[] sum, int[] v, int vAt, int rowStride, int rows, double[] w) {
        PlainIntegers.rows(sum, v, vAt, rowStride, rows, w);
    }

    @Override
    public void rows(long[] sum, long[] v, int vAt, int rowStride, int rows, double[] w) {
        PlainIntegers.rows(sum, v, vAt, rowStride, rows, w);
    }

    @Override
    public void affine(double[] out, int outAt, double[] scale, int[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k) {
        PlainIntegers.affine(out, outAt, scale, v, vAt, plus, plusAt, plusStep, blocks, k);
    }

    @Override
    public void scale(long[] t, int tAt, double[] scale, long[] v, int vAt) {
        PlainIntegers.scale(t, tAt, scale, v, vAt);
    }
}
