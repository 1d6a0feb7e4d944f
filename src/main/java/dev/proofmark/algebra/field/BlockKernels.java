package dev.proofmark.algebra.field;

/// The bulk operations over whole blocks, in three versions with equal results: [VectorKernels], [PlainKernels], [ScalarKernels].
///
/// Positions (`...At`) are indices into the digit arrays, multiples of the block size; a `half` is the distance between
/// half 0 and half 1; a `step` of 0 repeats one block. Outputs may be an input at the same position.
/// Sums come as ten columns of eight lanes added to `sum`, raw bits and all: [ColumnSum] takes them off and reduces.
/// **Requires** at most [#SUM_BLOCKS] blocks per sum.
interface BlockKernels {

    /// Blocks that can be added up before a column could overflow.
    int SUM_BLOCKS = 256;

    void add(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s);

    void subtract(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s);

    /// `out = plus + a b`.
    void multiplyAdd(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, double[] plus,
            int plusAt, int plusStep, int blocks, BlockConstants k, Scratch s);

    /// `out = a0 + r (a1 - a0)`; r is one block with the same element in every lane.
    void fold(double[] out, int outAt, double[] a, int aAt, int half, double[] r, int blocks, BlockConstants k,
            Scratch s);

    /// `pOut = p0 q1 + p1 q0`, `qOut = q0 q1`.
    void fractionLayer(double[] pOut, double[] qOut, int outAt, double[] p, double[] q, int at, int half, int blocks,
            BlockConstants k, Scratch s);

    /// `sum += a b`.
    void dot(long[] sum, double[] a, int aAt, double[] b, int bAt, int blocks, Scratch s);

    /// `sum[0] += a0 b0`, `sum[80] += (a1 - a0)(b1 - b0)`.
    void productRound(long[] sum, double[] a, int aAt, double[] b, int bAt, int half, int blocks, Scratch s);

    /// `sum[0] += e a0 b0`, `sum[80] += e (a1 - a0)(b1 - b0)` and, if `both`, `sum[160] += e a1 b1`.
    void weightedProductRound(long[] sum, boolean both, double[] e, int eAt, double[] a, int aAt, double[] b, int bAt,
            int half, int blocks, BlockConstants k, Scratch s);

    /// `sum[0] += e (p0 q1 + p1 q0)`, `sum[80] +=` the same on differences.
    void fractionRound(long[] sum, double[] e, int eAt, double[] p0, int p0At, double[] q0, int q0At, double[] p1,
            int p1At, double[] q1, int q1At, int half, int blocks, BlockConstants k, Scratch s);

    /// `sum += v b`, without raw bits.
    void dot(long[] sum, int[] v, int vAt, double[] b, int bAt, int blocks, Scratch s);

    void dot(long[] sum, long[] v, int vAt, double[] b, int bAt, int blocks, Scratch s);

    /// `out_j += 2^-255 sum_i w_i v[vAt + i rowStride + j]` for the j of so many blocks; at most [#SUM_BLOCKS] rows, w
    /// from element 0.
    void rows(double[] out, int outAt, int[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s);

    void rows(double[] out, int outAt, long[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s);

    /// `out = plus + scale v`; `scale` is one block with the same element in every lane.
    void affine(double[] out, int outAt, double[] scale, int[] v, int vAt, double[] plus, int plusAt, int plusStep,
            int blocks, BlockConstants k, Scratch s);

    /// `out = plus + 2^-255 scale v`.
    void affine(double[] out, int outAt, double[] scale, long[] v, int vAt, double[] plus, int plusAt, int plusStep,
            int blocks, BlockConstants k, Scratch s);
}
