package dev.proofmark.algebra.field;

import java.util.Objects;

/// Operations on vectors of field elements.
///
/// Every operand is an array and the offset of its first element; **offsets are multiples of 8**, counts are arbitrary.
/// The output may be the same array at the same offset as an input, or must not overlap it.
/// "Half 0" and "half 1" of n elements are the first and the second n/2: the two values of the most significant
/// variable of a multilinear extension; n is even there.
public final class FrVector {

    private static final BlockKernels KERNELS = Kernels.chosen();
    private static final Elementwise ELEMENTWISE = new Elementwise(KERNELS, BlockConstants.R);
    private static final Halves HALVES = new Halves(KERNELS);
    private static final IntegerProducts INTEGERS = new IntegerProducts(KERNELS);

    private FrVector() {
    }

    public static void add(FrArray out, int outOffset, FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        ELEMENTWISE.add(out, outOffset, a, aOffset, b, bOffset, n);
    }

    public static void subtract(FrArray out, int outOffset, FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        ELEMENTWISE.subtract(out, outOffset, a, aOffset, b, bOffset, n);
    }

    public static void multiply(FrArray out, int outOffset, FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        ELEMENTWISE.multiply(out, outOffset, a, aOffset, b, bOffset, n);
    }

    /// `out = c * a`.
    public static void scale(FrArray out, int outOffset, FrArray a, int aOffset, Fr c, int n) {
        ELEMENTWISE.scale(out, outOffset, a, aOffset, c, n);
    }

    /// `out = a + c`.
    public static void shift(FrArray out, int outOffset, FrArray a, int aOffset, Fr c, int n) {
        ELEMENTWISE.shift(out, outOffset, a, aOffset, c, n);
    }

    /// `acc += c * x`.
    public static void addScaled(FrArray acc, int accOffset, FrArray x, int xOffset, Fr c, int n) {
        ELEMENTWISE.addScaled(acc, accOffset, x, xOffset, c, n);
    }

    /// `sum a_i b_i`.
    public static Fr dot(FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        return Sums.dot(KERNELS, a, aOffset, b, bOffset, n);
    }

    public static Fr sum(FrArray a, int aOffset, int n) {
        return Sums.sum(a, aOffset, n);
    }

    /// The 2^k values of eq(point, .), `point[0]` belonging to the most significant bit of the index.
    public static FrArray eqTable(Fr[] point) {
        return eqTable(point, Fr.ONE);
    }

    /// The same, every entry multiplied by `scale`.
    public static FrArray eqTable(Fr[] point, Fr scale) {
        FrArray out = FrArray.zeros(1 << point.length);
        EqTables.write(ELEMENTWISE, point, scale, out);
        return out;
    }

    /// The eq tables of all suffixes: entry j is `eqTable(point[j..])`, of 2^(k-j) elements; entry k is the single 1.
    public static FrArray[] suffixEqTables(Fr[] point) {
        return EqTables.suffixes(ELEMENTWISE, point);
    }

    /// `out_i = a_i + r (a_(i+n/2) - a_i)` for i < n/2: binds the most significant variable to r. In place allowed.
    public static void fold(FrArray a, int aOffset, int n, Fr r, FrArray out, int outOffset) {
        HALVES.fold(a, aOffset, n / 2, n / 2, r, out, outOffset);
    }

    /// The same over a part: half 1 lies `half` elements after half 0, and only i < count is done.
    public static void fold(FrArray a, int aOffset, int half, int count, Fr r, FrArray out, int outOffset) {
        HALVES.fold(a, aOffset, half, count, r, out, outOffset);
    }

    /// Makes one vector of many small ones whose most significant variable is to be bound first: element i of chunk h, at
    /// `inOffset + h inStride + i`, goes to `outOffset + i outStride + h`, for i < size and h < chunks <= outStride. Rounds and
    /// folds over chunks of a few elements pay mostly for their calls; over the interleaved vector they are one call, with
    /// the variables that number the chunks bound last. Here offsets may be any.
    public static void interleave(FrArray in, int inOffset, int inStride, int chunks, int size, FrArray out, int outOffset,
            int outStride) {
        if (chunks <= 0 || size <= 0) {
            return;
        }
        Objects.checkFromIndexSize(inOffset, Math.addExact(Math.multiplyExact(chunks - 1, inStride), size), in.length);
        Objects.checkFromIndexSize(outOffset, Math.addExact(Math.multiplyExact(size - 1, outStride), chunks), out.length);
        for (int h = 0; h < chunks; h++) {
            for (int i = 0; i < size; i++) {
                Blocks.copyElement(in.digits, inOffset + h * inStride + i, out.digits, outOffset + i * outStride + h);
            }
        }
    }

    /// `sum v_i b_i`.
    public static Fr dot(int[] v, int vOffset, FrArray b, int bOffset, int n) {
        return INTEGERS.dot(v, vOffset, b, bOffset, n);
    }

    /// `sum v_i b_i`. **Requires** every |v_i| below 2^62.
    public static Fr dot(long[] v, int vOffset, FrArray b, int bOffset, int n) {
        return INTEGERS.dot(v, vOffset, b, bOffset, n);
    }

    /// `out_j += sum_(i < rows) w_i v[vOffset + i rowStride + j]` for j < columns.
    public static void accumulateRows(int[] v, int vOffset, int rowStride, int rows, FrArray w, int wOffset,
            FrArray out, int outOffset, int columns) {
        INTEGERS.accumulateRows(v, vOffset, rowStride, rows, w, wOffset, out, outOffset, columns);
    }

    /// The same over `long`. **Requires** every |v| below 2^62.
    public static void accumulateRows(long[] v, int vOffset, int rowStride, int rows, FrArray w, int wOffset,
            FrArray out, int outOffset, int columns) {
        INTEGERS.accumulateRows(v, vOffset, rowStride, rows, w, wOffset, out, outOffset, columns);
    }

    /// `out = v`.
    public static void fromInts(int[] v, int vOffset, FrArray out, int outOffset, int n) {
        INTEGERS.affine(out, outOffset, Fr.ZERO, Fr.ONE, v, vOffset, n);
    }

    /// `out = v`.
    public static void fromInts(long[] v, int vOffset, FrArray out, int outOffset, int n) {
        INTEGERS.affine(out, outOffset, Fr.ZERO, Fr.ONE, v, vOffset, n);
    }

    /// `out = shift + scale * v`.
    public static void affine(FrArray out, int outOffset, Fr shift, Fr scale, int[] v, int vOffset, int n) {
        INTEGERS.affine(out, outOffset, Objects.requireNonNull(shift), scale, v, vOffset, n);
    }

    /// `out = shift + scale * v`.
    public static void affine(FrArray out, int outOffset, Fr shift, Fr scale, long[] v, int vOffset, int n) {
        INTEGERS.affine(out, outOffset, Objects.requireNonNull(shift), scale, v, vOffset, n);
    }

    /// `acc += scale * v`.
    public static void addScaled(FrArray acc, int accOffset, Fr scale, int[] v, int vOffset, int n) {
        INTEGERS.affine(acc, accOffset, null, scale, v, vOffset, n);
    }

    /// `acc += scale * v`.
    public static void addScaled(FrArray acc, int accOffset, Fr scale, long[] v, int vOffset, int n) {
        INTEGERS.affine(acc, accOffset, null, scale, v, vOffset, n);
    }

    /// `{sum a0 b0, sum (a1-a0)(b1-b0)}` over i < n/2.
    public static Fr[] productRound(FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        return HALVES.productRound(a, aOffset, b, bOffset, n / 2, n / 2);
    }

    /// `{sum e a0 b0, sum e a1 b1, sum e (a1-a0)(b1-b0)}` over i < n/2; e has n/2 elements.
    public static Fr[] weightedProductRound(FrArray e, int eOffset, FrArray a, int aOffset, FrArray b, int bOffset,
            int n) {
        return HALVES.weightedProductRound(true, e, eOffset, a, aOffset, b, bOffset, n / 2, n / 2);
    }

    /// `{sum e a0 b0, sum e (a1-a0)(b1-b0)}` over i < n/2; e has n/2 elements. With `a = q0 + 1/lambda` and
    /// `b = q1 + 1/lambda` this is the leaf layer's round where all numerators are 1, since
    /// `q0 + q1 + lambda q0 q1 = lambda a b - 1/lambda`: one product in place of two.
    public static Fr[] eqProductRound(FrArray e, int eOffset, FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        return HALVES.weightedProductRound(false, e, eOffset, a, aOffset, b, bOffset, n / 2, n / 2);
    }

    /// `pOut = p0 q1 + p1 q0`, `qOut = q0 q1` over i < n/2: one layer of fraction additions. In place allowed.
    public static void fractionLayer(FrArray p, FrArray q, int offset, int n, FrArray pOut, FrArray qOut,
            int outOffset) {
        HALVES.fractionLayer(p, q, offset, n / 2, n / 2, pOut, qOut, outOffset);
    }

    /// [#fractionLayer] where every numerator is 1: `pOut = q0 + q1`, `qOut = q0 q1`.
    public static void unitFractionLayer(FrArray q, int offset, int n, FrArray pOut, FrArray qOut, int outOffset) {
        HALVES.unitFractionLayer(q, offset, n / 2, n / 2, pOut, qOut, outOffset);
    }

    /// With `h(x) = p0 q1 + p1 q0` on each half: `{sum e h(0), sum e h(infinity)}` over i < n/2, where h(infinity) takes
    /// the differences half 1 minus half 0. e has n/2 elements, the others n. (p1 already holds p1 + lambda q1.)
    public static Fr[] fractionRound(FrArray e, int eOffset, FrArray p0, int p0Offset, FrArray q0, int q0Offset,
            FrArray p1, int p1Offset, FrArray q1, int q1Offset, int n) {
        return HALVES.fractionRound(e, eOffset, p0, p0Offset, q0, q0Offset, p1, p1Offset, q1, q1Offset, n / 2, n / 2);
    }
}
