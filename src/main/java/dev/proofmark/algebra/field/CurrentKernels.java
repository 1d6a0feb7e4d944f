package dev.proofmark.algebra.field;

/// Hands every call to the kernels in use at that moment.
final class CurrentKernels implements BlockKernels {

    @Override
    public void add(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s) {
        Kernels.current().add(out, outAt, a, aAt, b, bAt, bStep, blocks, k, s);
    }

    @Override
    public void subtract(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s) {
        Kernels.current().subtract(out, outAt, a, aAt, b, bAt, bStep, blocks, k, s);
    }

    @Override
    public void multiplyAdd(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, double[] plus,
            int plusAt, int plusStep, int blocks, BlockConstants k, Scratch s) {
        Kernels.current().multiplyAdd(out, outAt, a, aAt, b, bAt, bStep, plus, plusAt, plusStep, blocks, k, s);
    }

    @Override
    public void fold(double[] out, int outAt, double[] a, int aAt, int half, double[] r, int blocks, BlockConstants k,
            Scratch s) {
        Kernels.current().fold(out, outAt, a, aAt, half, r, blocks, k, s);
    }

    @Override
    public void fractionLayer(double[] pOut, double[] qOut, int outAt, double[] p, double[] q, int at, int half,
            int blocks, BlockConstants k, Scratch s) {
        Kernels.current().fractionLayer(pOut, qOut, outAt, p, q, at, half, blocks, k, s);
    }

    @Override
    public void dot(long[] sum, double[] a, int aAt, double[] b, int bAt, int blocks, Scratch s) {
        Kernels.current().dot(sum, a, aAt, b, bAt, blocks, s);
    }

    @Override
    public void productRound(long[] sum, double[] a, int aAt, double[] b, int bAt, int half, int blocks, Scratch s) {
        Kernels.current().productRound(sum, a, aAt, b, bAt, half, blocks, s);
    }

    @Override
    public void weightedProductRound(long[] sum, boolean both, double[] e, int eAt, double[] a, int aAt, double[] b,
            int bAt, int half, int blocks, BlockConstants k, Scratch s) {
        Kernels.current().weightedProductRound(sum, both, e, eAt, a, aAt, b, bAt, half, blocks, k, s);
    }

    @Override
    public void fractionRound(long[] sum, double[] e, int eAt, double[] p0, int p0At, double[] q0, int q0At,
            double[] p1, int p1At, double[] q1, int q1At, int half, int blocks, BlockConstants k, Scratch s) {
        Kernels.current().fractionRound(sum, e, eAt, p0, p0At, q0, q0At, p1, p1At, q1, q1At, half, blocks, k, s);
    }

    @Override
    public void dot(long[] sum, int[] v, int vAt, double[] b, int bAt, int blocks, Scratch s) {
        Kernels.current().dot(sum, v, vAt, b, bAt, blocks, s);
    }

    @Override
    public void dot(long[] sum, long[] v, int vAt, double[] b, int bAt, int blocks, Scratch s) {
        Kernels.current().dot(sum, v, vAt, b, bAt, blocks, s);
    }

    @Override
    public void rows(double[] out, int outAt, int[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s) {
        Kernels.current().rows(out, outAt, v, vAt, rowStride, rows, w, blocks, k, s);
    }

    @Override
    public void rows(double[] out, int outAt, long[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s) {
        Kernels.current().rows(out, outAt, v, vAt, rowStride, rows, w, blocks, k, s);
    }

    @Override
    public void affine(double[] out, int outAt, double[] scale, int[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k, Scratch s) {
        Kernels.current().affine(out, outAt, scale, v, vAt, plus, plusAt, plusStep, blocks, k, s);
    }

    @Override
    public void affine(double[] out, int outAt, double[] scale, long[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k, Scratch s) {
        Kernels.current().affine(out, outAt, scale, v, vAt, plus, plusAt, plusStep, blocks, k, s);
    }
}
