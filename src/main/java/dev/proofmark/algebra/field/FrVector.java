package dev.proofmark.algebra.field;

/// Operations on vectors of field elements.
///
/// Every operand is an array and the offset of its first element; **offsets are multiples of 8**, counts are arbitrary.
/// The output may be the same array at the same offset as an input, or must not overlap it.
/// "Half 0" and "half 1" of n elements are the first and the second n/2: the two values of the most significant
/// variable of a multilinear extension; n is even there.
public final class FrVector {

    private FrVector() {
    }

    public static void add(FrArray out, int outOffset, FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, a.get(aOffset + i).add(b.get(bOffset + i)));
        }
    }

    public static void subtract(FrArray out, int outOffset, FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, a.get(aOffset + i).subtract(b.get(bOffset + i)));
        }
    }

    public static void multiply(FrArray out, int outOffset, FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, a.get(aOffset + i).multiply(b.get(bOffset + i)));
        }
    }

    /// `out = c * a`.
    public static void scale(FrArray out, int outOffset, FrArray a, int aOffset, Fr c, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, a.get(aOffset + i).multiply(c));
        }
    }

    /// `out = a + c`.
    public static void shift(FrArray out, int outOffset, FrArray a, int aOffset, Fr c, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, a.get(aOffset + i).add(c));
        }
    }

    /// `acc += c * x`.
    public static void addScaled(FrArray acc, int accOffset, FrArray x, int xOffset, Fr c, int n) {
        for (int i = 0; i < n; i++) {
            acc.set(accOffset + i, acc.get(accOffset + i).add(x.get(xOffset + i).multiply(c)));
        }
    }

    /// `sum a_i b_i`.
    public static Fr dot(FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < n; i++) {
            sum = sum.add(a.get(aOffset + i).multiply(b.get(bOffset + i)));
        }
        return sum;
    }

    public static Fr sum(FrArray a, int aOffset, int n) {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < n; i++) {
            sum = sum.add(a.get(aOffset + i));
        }
        return sum;
    }

    /// The 2^k values of eq(point, .), `point[0]` belonging to the most significant bit of the index.
    public static FrArray eqTable(Fr[] point) {
        return eqTable(point, Fr.ONE);
    }

    /// The same, every entry multiplied by `scale`.
    public static FrArray eqTable(Fr[] point, Fr scale) {
        FrArray out = FrArray.zeros(1 << point.length);
        out.set(0, scale);
        for (int j = point.length - 1, n = 1; j >= 0; j--, n *= 2) {
            for (int i = 0; i < n; i++) {
                Fr low = out.get(i);
                Fr high = low.multiply(point[j]);
                out.set(n + i, high);
                out.set(i, low.subtract(high));
            }
        }
        return out;
    }

    /// The eq tables of all suffixes: entry j is `eqTable(point[j..])`, of 2^(k-j) elements; entry k is the single 1.
    public static FrArray[] suffixEqTables(Fr[] point) {
        FrArray[] out = new FrArray[point.length + 1];
        out[point.length] = FrArray.of(Fr.ONE);
        for (int j = point.length - 1; j >= 0; j--) {
            out[j] = eqTable(java.util.Arrays.copyOfRange(point, j, point.length));
        }
        return out;
    }

    /// `out_i = a_i + r (a_(i+n/2) - a_i)` for i < n/2: binds the most significant variable to r. In place allowed.
    public static void fold(FrArray a, int aOffset, int n, Fr r, FrArray out, int outOffset) {
        for (int i = 0; i < n / 2; i++) {
            Fr low = a.get(aOffset + i);
            out.set(outOffset + i, low.add(r.multiply(a.get(aOffset + n / 2 + i).subtract(low))));
        }
    }

    /// `sum v_i b_i`.
    public static Fr dot(int[] v, int vOffset, FrArray b, int bOffset, int n) {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < n; i++) {
            sum = sum.add(Fr.of(v[vOffset + i]).multiply(b.get(bOffset + i)));
        }
        return sum;
    }

    /// `sum v_i b_i`. **Requires** every |v_i| below 2^62.
    public static Fr dot(long[] v, int vOffset, FrArray b, int bOffset, int n) {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < n; i++) {
            sum = sum.add(Fr.of(v[vOffset + i]).multiply(b.get(bOffset + i)));
        }
        return sum;
    }

    /// `out_j += sum_(i < rows) w_i v[vOffset + i rowStride + j]` for j < columns.
    public static void accumulateRows(int[] v, int vOffset, int rowStride, int rows, FrArray w, int wOffset,
            FrArray out, int outOffset, int columns) {
        for (int i = 0; i < rows; i++) {
            addScaled(out, outOffset, w.get(wOffset + i), v, vOffset + i * rowStride, columns);
        }
    }

    /// The same over `long`. **Requires** every |v| below 2^62.
    public static void accumulateRows(long[] v, int vOffset, int rowStride, int rows, FrArray w, int wOffset,
            FrArray out, int outOffset, int columns) {
        for (int i = 0; i < rows; i++) {
            addScaled(out, outOffset, w.get(wOffset + i), v, vOffset + i * rowStride, columns);
        }
    }

    /// `out = v`.
    public static void fromInts(int[] v, int vOffset, FrArray out, int outOffset, int n) {
        affine(out, outOffset, Fr.ZERO, Fr.ONE, v, vOffset, n);
    }

    /// `out = v`.
    public static void fromInts(long[] v, int vOffset, FrArray out, int outOffset, int n) {
        affine(out, outOffset, Fr.ZERO, Fr.ONE, v, vOffset, n);
    }

    /// `out = shift + scale * v`.
    public static void affine(FrArray out, int outOffset, Fr shift, Fr scale, int[] v, int vOffset, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, shift.add(scale.multiply(Fr.of(v[vOffset + i]))));
        }
    }

    /// `out = shift + scale * v`.
    public static void affine(FrArray out, int outOffset, Fr shift, Fr scale, long[] v, int vOffset, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, shift.add(scale.multiply(Fr.of(v[vOffset + i]))));
        }
    }

    /// `acc += scale * v`.
    public static void addScaled(FrArray acc, int accOffset, Fr scale, int[] v, int vOffset, int n) {
        for (int i = 0; i < n; i++) {
            acc.set(accOffset + i, acc.get(accOffset + i).add(scale.multiply(Fr.of(v[vOffset + i]))));
        }
    }

    /// `acc += scale * v`.
    public static void addScaled(FrArray acc, int accOffset, Fr scale, long[] v, int vOffset, int n) {
        for (int i = 0; i < n; i++) {
            acc.set(accOffset + i, acc.get(accOffset + i).add(scale.multiply(Fr.of(v[vOffset + i]))));
        }
    }

    /// `{sum a0 b0, sum (a1-a0)(b1-b0)}` over i < n/2.
    public static Fr[] productRound(FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        Fr constant = Fr.ZERO;
        Fr leading = Fr.ZERO;
        int h = n / 2;
        for (int i = 0; i < h; i++) {
            Fr a0 = a.get(aOffset + i);
            Fr b0 = b.get(bOffset + i);
            constant = constant.add(a0.multiply(b0));
            leading = leading.add(a.get(aOffset + h + i).subtract(a0).multiply(b.get(bOffset + h + i).subtract(b0)));
        }
        return new Fr[] {constant, leading};
    }

    /// `{sum e a0 b0, sum e a1 b1, sum e (a1-a0)(b1-b0)}` over i < n/2; e has n/2 elements.
    public static Fr[] weightedProductRound(FrArray e, int eOffset, FrArray a, int aOffset, FrArray b, int bOffset,
            int n) {
        Fr s0 = Fr.ZERO;
        Fr s1 = Fr.ZERO;
        Fr s2 = Fr.ZERO;
        int h = n / 2;
        for (int i = 0; i < h; i++) {
            Fr w = e.get(eOffset + i);
            Fr a0 = a.get(aOffset + i);
            Fr b0 = b.get(bOffset + i);
            Fr a1 = a.get(aOffset + h + i);
            Fr b1 = b.get(bOffset + h + i);
            s0 = s0.add(w.multiply(a0.multiply(b0)));
            s1 = s1.add(w.multiply(a1.multiply(b1)));
            s2 = s2.add(w.multiply(a1.subtract(a0).multiply(b1.subtract(b0))));
        }
        return new Fr[] {s0, s1, s2};
    }

    /// `{sum e a0 b0, sum e (a1-a0)(b1-b0)}` over i < n/2; e has n/2 elements. With `a = q0 + 1/lambda` and
    /// `b = q1 + 1/lambda` this is the leaf layer's round where all numerators are 1, since
    /// `q0 + q1 + lambda q0 q1 = lambda a b - 1/lambda`: one product in place of two.
    public static Fr[] eqProductRound(FrArray e, int eOffset, FrArray a, int aOffset, FrArray b, int bOffset, int n) {
        Fr[] all = weightedProductRound(e, eOffset, a, aOffset, b, bOffset, n);
        return new Fr[] {all[0], all[2]};
    }

    /// `pOut = p0 q1 + p1 q0`, `qOut = q0 q1` over i < n/2: one layer of fraction additions. In place allowed.
    public static void fractionLayer(FrArray p, FrArray q, int offset, int n, FrArray pOut, FrArray qOut,
            int outOffset) {
        int h = n / 2;
        for (int i = 0; i < h; i++) {
            Fr p0 = p.get(offset + i);
            Fr p1 = p.get(offset + h + i);
            Fr q0 = q.get(offset + i);
            Fr q1 = q.get(offset + h + i);
            pOut.set(outOffset + i, p0.multiply(q1).add(p1.multiply(q0)));
            qOut.set(outOffset + i, q0.multiply(q1));
        }
    }

    /// [#fractionLayer] where every numerator is 1: `pOut = q0 + q1`, `qOut = q0 q1`.
    public static void unitFractionLayer(FrArray q, int offset, int n, FrArray pOut, FrArray qOut, int outOffset) {
        int h = n / 2;
        for (int i = 0; i < h; i++) {
            Fr q0 = q.get(offset + i);
            Fr q1 = q.get(offset + h + i);
            pOut.set(outOffset + i, q0.add(q1));
            qOut.set(outOffset + i, q0.multiply(q1));
        }
    }

    /// With `h(x) = p0 q1 + p1 q0` on each half: `{sum e h(0), sum e h(infinity)}` over i < n/2, where h(infinity) takes
    /// the differences half 1 minus half 0. e has n/2 elements, the others n. (p1 already holds p1 + lambda q1.)
    public static Fr[] fractionRound(FrArray e, int eOffset, FrArray p0, int p0Offset, FrArray q0, int q0Offset,
            FrArray p1, int p1Offset, FrArray q1, int q1Offset, int n) {
        Fr s0 = Fr.ZERO;
        Fr s2 = Fr.ZERO;
        int h = n / 2;
        for (int i = 0; i < h; i++) {
            Fr w = e.get(eOffset + i);
            Fr a = p0.get(p0Offset + i);
            Fr b = q0.get(q0Offset + i);
            Fr c = p1.get(p1Offset + i);
            Fr d = q1.get(q1Offset + i);
            s0 = s0.add(w.multiply(a.multiply(d).add(c.multiply(b))));
            a = p0.get(p0Offset + h + i).subtract(a);
            b = q0.get(q0Offset + h + i).subtract(b);
            c = p1.get(p1Offset + h + i).subtract(c);
            d = q1.get(q1Offset + h + i).subtract(d);
            s2 = s2.add(w.multiply(a.multiply(d).add(c.multiply(b))));
        }
        return new Fr[] {s0, s2};
    }
}
