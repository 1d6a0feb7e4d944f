package dev.proofmark.algebra.field;

/// The bulk operations over whole blocks, in two versions with equal results: [VectorKernels] and [PlainKernels].
///
/// Positions (`...At`) are indices into the digit arrays, multiples of the block size; a `half` is the distance between
/// half 0 and half 1; a `step` of 0 repeats one block. Outputs may be an input at the same position.
/// Sums come as ten columns of eight lanes added to `sum`, raw bits and all: [ColumnSum] takes them off and reduces.
/// **Requires** at most [#SUM_BLOCKS] blocks per sum.
interface BlockKernels {

    /// Blocks that can be added up before a column could overflow.
    int SUM_BLOCKS = 256;

    void add(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k);

    void subtract(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k);

    /// `out = plus + a b`.
    void multiplyAdd(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, double[] plus,
            int plusAt, int plusStep, int blocks, BlockConstants k, Scratch s);

    /// `out = a0 + r (a1 - a0)`.
    void fold(double[] out, int outAt, double[] a, int aAt, int half, double[] r, int blocks, BlockConstants k,
            Scratch s);

    /// `pOut = p0 q1 + p1 q0`, `qOut = q0 q1`.
    void fractionLayer(double[] pOut, double[] qOut, int outAt, double[] p, double[] q, int at, int half, int blocks,
            BlockConstants k, Scratch s);

    /// `sum += a b`: one product per block.
    void dot(long[] sum, double[] a, int aAt, double[] b, int bAt, int blocks);

    /// `sum[0] += a0 b0`, `sum[80] += (a1 - a0)(b1 - b0)`: one product per block.
    void productRound(long[] sum, double[] a, int aAt, double[] b, int bAt, int half, int blocks, Scratch s);

    /// `sum[0] += e a0 b0`, `sum[80] += e (a1 - a0)(b1 - b0)` and, if `both`, `sum[160] += e a1 b1`.
    void weightedProductRound(long[] sum, boolean both, double[] e, int eAt, double[] a, int aAt, double[] b, int bAt,
            int half, int blocks, BlockConstants k, Scratch s);

    /// `sum[0] += e (p0 q1 + p1 q0)`, `sum[80] +=` the same on differences.
    void fractionRound(long[] sum, double[] e, int eAt, double[] p0, int p0At, double[] q0, int q0At, double[] p1,
            int p1At, double[] q1, int q1At, int half, int blocks, BlockConstants k, Scratch s);

    /// `sum += v b`, without raw bits, over at most [#SUM_BLOCKS] blocks.
    void dot(long[] sum, int[] v, int vAt, double[] b, int bAt, int blocks);

    void dot(long[] sum, long[] v, int vAt, double[] b, int bAt, int blocks);

    /// `sum[80 c] += sum_i w_i v[vAt + i rowStride + 8 c]`, lane by lane, without raw bits, for two blocks c of
    /// columns; at most [#SUM_BLOCKS] rows, w from element 0.
    void rows(long[] sum, int[] v, int vAt, int rowStride, int rows, double[] w);

    void rows(long[] sum, long[] v, int vAt, int rowStride, int rows, double[] w);

    /// `out = plus + scale v`; `scale` is one block with the same element in every lane.
    void affine(double[] out, int outAt, double[] scale, int[] v, int vAt, double[] plus, int plusAt, int plusStep,
            int blocks, BlockConstants k);

    /// The columns of `scale v`, one block, overwritten, without raw bits.
    void scale(long[] t, int tAt, double[] scale, long[] v, int vAt);

    /// Reduces two blocks of columns that hold the raw bits of `products` products: `out = plus + columns 2^-255`.
    void reduce(long[] t, int products, double[] plus, int plusAt, int plusOtherAt, double[] out, int outAt,
            double[] other, int otherAt, BlockConstants k);
}
