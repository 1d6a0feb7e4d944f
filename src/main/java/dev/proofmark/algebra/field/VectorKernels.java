package dev.proofmark.algebra.field;

/// The block kernels on the Vector API. Loaded only where module `jdk.incubator.vector` is present.
///
/// Reductions take two blocks at a time; a missing second block repeats the first and writes where nobody looks.
final class VectorKernels implements BlockKernels {

    private static final int BLOCK = Digits.BLOCK;
    private static final int COLUMNS = Scratch.COLUMNS;

    @Override
    public void add(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s) {
        VectorSums.add(out, outAt, a, aAt, b, bAt, bStep, blocks, k);
    }

    @Override
    public void subtract(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s) {
        VectorSums.subtract(out, outAt, a, aAt, b, bAt, bStep, blocks, k);
    }

    @Override
    public void multiplyAdd(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep,
            double[] plus, int plusAt, int plusStep, int blocks, BlockConstants k, Scratch s) {
        long[] t = s.columns;
        for (int i = 0; i < blocks; i += 2) {
            int j = Math.min(i + 1, blocks - 1);
            VectorProducts.product(a, aAt + i * BLOCK, b, bAt + i * bStep, t, 0);
            VectorProducts.product(a, aAt + j * BLOCK, b, bAt + j * bStep, t, COLUMNS);
            VectorReduction.shiftFour(t, 0, COLUMNS, k.load[1], k.load[1], k);
            VectorReduction.finish(t, 0, COLUMNS, plus, plusAt + i * plusStep, plusAt + j * plusStep,
                    out, outAt + i * BLOCK, i == j ? s.unused : out, i == j ? 0 : outAt + j * BLOCK, k);
        }
    }

    @Override
    public void fold(double[] out, int outAt, double[] a, int aAt, int half, double[] r, int blocks, BlockConstants k,
            Scratch s) {
        long[] t = s.columns;
        for (int i = 0; i < blocks; i += 2) {
            int j = Math.min(i + 1, blocks - 1);
            int x = aAt + i * BLOCK;
            int y = aAt + j * BLOCK;
            VectorProducts.scaledDifference(r, a, x, half, t, 0);
            VectorProducts.scaledDifference(r, a, y, half, t, COLUMNS);
            VectorReduction.shiftFour(t, 0, COLUMNS, k.load[1], k.load[1], k);
            VectorReduction.finish(t, 0, COLUMNS, a, x, y, out, outAt + i * BLOCK,
                    i == j ? s.unused : out, i == j ? 0 : outAt + j * BLOCK, k);
        }
    }

    @Override
    public void fractionLayer(double[] pOut, double[] qOut, int outAt, double[] p, double[] q, int at, int half,
            int blocks, BlockConstants k, Scratch s) {
        long[] t = s.columns;
        for (int i = 0; i < blocks; i++) {
            int x = at + i * BLOCK;
            VectorProducts.productSum(p, x, q, x + half, p, x + half, q, x, t, 0);
            VectorProducts.product(q, x, q, x + half, t, COLUMNS);
            VectorReduction.shiftFour(t, 0, COLUMNS, k.load[2], k.load[1], k);
            VectorReduction.finish(t, 0, COLUMNS, Scratch.ZERO, 0, 0, pOut, outAt + i * BLOCK, qOut,
                    outAt + i * BLOCK, k);
        }
    }

    @Override
    public void dot(long[] sum, double[] a, int aAt, double[] b, int bAt, int blocks, Scratch s) {
        for (int i = 0; i < blocks; i++) {
            VectorAccumulation.accumulate(sum, 0, a, aAt + i * BLOCK, b, bAt + i * BLOCK);
        }
    }

    @Override
    public void productRound(long[] sum, double[] a, int aAt, double[] b, int bAt, int half, int blocks, Scratch s) {
        for (int i = 0; i < blocks; i++) {
            int x = aAt + i * BLOCK;
            int y = bAt + i * BLOCK;
            VectorAccumulation.accumulate(sum, 0, a, x, b, y);
            VectorAccumulation.accumulateDifference(sum, COLUMNS, a, x, b, y, half);
        }
    }

    @Override
    public void weightedProductRound(long[] sum, boolean both, double[] e, int eAt, double[] a, int aAt, double[] b,
            int bAt, int half, int blocks, BlockConstants k, Scratch s) {
        double[] inner = s.inner;
        for (int i = 0; i < blocks; i++) {
            int w = eAt + i * BLOCK;
            int x = aAt + i * BLOCK;
            int y = bAt + i * BLOCK;
            VectorProducts.product(a, x, b, y, s.columns, 0);
            VectorProducts.differenceProduct(a, x, b, y, half, s.columns, COLUMNS);
            reduce(s.columns, 1, Scratch.ZERO, 0, 0, inner, 0, inner, BLOCK, k);
            VectorAccumulation.accumulate(sum, 0, e, w, inner, 0);
            VectorAccumulation.accumulate(sum, COLUMNS, e, w, inner, BLOCK);
        }
        for (int i = 0; both && i < blocks; i += 2) {
            int j = Math.min(i + 1, blocks - 1);
            VectorProducts.product(a, aAt + half + i * BLOCK, b, bAt + half + i * BLOCK, s.columns, 0);
            VectorProducts.product(a, aAt + half + j * BLOCK, b, bAt + half + j * BLOCK, s.columns, COLUMNS);
            reduce(s.columns, 1, Scratch.ZERO, 0, 0, inner, 0, inner, BLOCK, k);
            VectorAccumulation.accumulate(sum, 2 * COLUMNS, e, eAt + i * BLOCK, inner, 0);
            if (i < j) {
                VectorAccumulation.accumulate(sum, 2 * COLUMNS, e, eAt + j * BLOCK, inner, BLOCK);
            }
        }
    }

    @Override
    public void fractionRound(long[] sum, double[] e, int eAt, double[] p0, int p0At, double[] q0, int q0At,
            double[] p1, int p1At, double[] q1, int q1At, int half, int blocks, BlockConstants k, Scratch s) {
        double[] inner = s.inner;
        for (int i = 0; i < blocks; i++) {
            int at = i * BLOCK;
            VectorProducts.productSum(p0, p0At + at, q1, q1At + at, p1, p1At + at, q0, q0At + at, s.columns, 0);
            VectorProducts.differenceProductSum(p0, p0At + at, q1, q1At + at, p1, p1At + at, q0, q0At + at, half,
                    s.columns, COLUMNS);
            reduce(s.columns, 2, Scratch.ZERO, 0, 0, inner, 0, inner, BLOCK, k);
            VectorAccumulation.accumulate(sum, 0, e, eAt + at, inner, 0);
            VectorAccumulation.accumulate(sum, COLUMNS, e, eAt + at, inner, BLOCK);
        }
    }

    private static void reduce(long[] t, int products, double[] plus, int plusAt, int plusOtherAt, double[] out,
            int outAt, double[] other, int otherAt, BlockConstants k) {
        VectorReduction.shiftFour(t, 0, COLUMNS, k.load[products], k.load[products], k);
        VectorReduction.finish(t, 0, COLUMNS, plus, plusAt, plusOtherAt, out, outAt, other, otherAt, k);
    }

    @Override
    public void dot(long[] sum, int[] v, int vAt, double[] b, int bAt, int blocks, Scratch s) {
        VectorIntegers.dot(sum, v, vAt, b, bAt, blocks);
    }

    @Override
    public void dot(long[] sum, long[] v, int vAt, double[] b, int bAt, int blocks, Scratch s) {
        VectorLongs.dot(sum, v, vAt, b, bAt, blocks);
    }

    @Override
    public void rows(double[] out, int outAt, int[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s) {
        for (int i = 0; i < blocks; i += 2) {
            int j = Math.min(i + 1, blocks - 1);
            VectorIntegers.rows(s.columns, v, vAt + i * Digits.LANES, vAt + j * Digits.LANES, rowStride, rows, w);
            reduce(s.columns, 0, out, outAt + i * BLOCK, outAt + j * BLOCK, out, outAt + i * BLOCK,
                    i == j ? s.unused : out, i == j ? 0 : outAt + j * BLOCK, k);
        }
    }

    @Override
    public void rows(double[] out, int outAt, long[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s) {
        for (int i = 0; i < blocks; i += 2) {
            int j = Math.min(i + 1, blocks - 1);
            VectorLongs.rows(s.columns, 0, v, vAt + i * Digits.LANES, rowStride, rows, w);
            VectorLongs.rows(s.columns, COLUMNS, v, vAt + j * Digits.LANES, rowStride, rows, w);
            reduce(s.columns, 0, out, outAt + i * BLOCK, outAt + j * BLOCK, out, outAt + i * BLOCK,
                    i == j ? s.unused : out, i == j ? 0 : outAt + j * BLOCK, k);
        }
    }

    @Override
    public void affine(double[] out, int outAt, double[] scale, int[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k, Scratch s) {
        VectorIntegers.affine(out, outAt, scale, v, vAt, plus, plusAt, plusStep, blocks, k);
    }

    @Override
    public void affine(double[] out, int outAt, double[] scale, long[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k, Scratch s) {
        for (int i = 0; i < blocks; i += 2) {
            int j = Math.min(i + 1, blocks - 1);
            VectorLongs.scale(s.columns, 0, scale, v, vAt + i * Digits.LANES);
            VectorLongs.scale(s.columns, COLUMNS, scale, v, vAt + j * Digits.LANES);
            reduce(s.columns, 0, plus, plusAt + i * plusStep, plusAt + j * plusStep, out, outAt + i * BLOCK,
                    i == j ? s.unused : out, i == j ? 0 : outAt + j * BLOCK, k);
        }
    }
}
