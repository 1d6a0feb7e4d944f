package dev.proofmark.algebra.field;

/// The block kernels one element at a time, without a fused multiply-add: for processors that lack the instruction, where
/// `Math.fma` is exact but a thousand times slower than this.
final class ScalarKernels implements BlockKernels {

    private static final int COLUMNS = Scratch.COLUMNS;
    private static final int LANES = Digits.LANES;
    private static final Fr PER_RADIX = Fr.powerOfTwo(-255);

    private static int position(int at, int step, int i) {
        return at + (i >>> 3) * step + (i & 7);
    }

    private static Fr read(double[] a, int at, int step, int i, Modulus m) {
        Fr x = new Fr();
        Digits.read(a, position(at, step, i), x, m);
        return x;
    }

    private static Fr read(double[] a, int at, int i) {
        return read(a, at, Digits.BLOCK, i, Modulus.R);
    }

    private static void write(double[] out, int at, int i, Residue x, Modulus m) {
        Digits.write(out, position(at, Digits.BLOCK, i), x, m);
    }

    @Override
    public void add(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s) {
        for (int i = 0; i < LANES * blocks; i++) {
            Fr x = read(a, aAt, Digits.BLOCK, i, k.modulus);
            Residue.add(x, x, read(b, bAt, bStep, i, k.modulus), k.modulus);
            write(out, outAt, i, x, k.modulus);
        }
    }

    @Override
    public void subtract(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s) {
        for (int i = 0; i < LANES * blocks; i++) {
            Fr x = read(a, aAt, Digits.BLOCK, i, k.modulus);
            Residue.subtract(x, x, read(b, bAt, bStep, i, k.modulus), k.modulus);
            write(out, outAt, i, x, k.modulus);
        }
    }

    @Override
    public void multiplyAdd(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep,
            double[] plus, int plusAt, int plusStep, int blocks, BlockConstants k, Scratch s) {
        for (int i = 0; i < LANES * blocks; i++) {
            Fr x = read(a, aAt, Digits.BLOCK, i, k.modulus);
            MontgomeryProduct.multiply(x, x, read(b, bAt, bStep, i, k.modulus), k.modulus);
            Residue.add(x, x, read(plus, plusAt, plusStep, i, k.modulus), k.modulus);
            write(out, outAt, i, x, k.modulus);
        }
    }

    @Override
    public void fold(double[] out, int outAt, double[] a, int aAt, int half, double[] r, int blocks, BlockConstants k,
            Scratch s) {
        Fr factor = read(r, 0, 0);
        for (int i = 0; i < LANES * blocks; i++) {
            Fr low = read(a, aAt, i);
            write(out, outAt, i, low.add(factor.multiply(read(a, aAt + half, i).subtract(low))), k.modulus);
        }
    }

    @Override
    public void fractionLayer(double[] pOut, double[] qOut, int outAt, double[] p, double[] q, int at, int half,
            int blocks, BlockConstants k, Scratch s) {
        for (int i = 0; i < LANES * blocks; i++) {
            Fr q0 = read(q, at, i);
            Fr q1 = read(q, at + half, i);
            Fr sum = read(p, at, i).multiply(q1).add(read(p, at + half, i).multiply(q0));
            write(pOut, outAt, i, sum, k.modulus);
            write(qOut, outAt, i, q0.multiply(q1), k.modulus);
        }
    }

    /// Adds to a sum in the form of the interface: as a product's upper columns, with the raw bits that its caller expects.
    private static void addProducts(long[] sum, int sumAt, Fr x, int products, Scratch s) {
        addDigits(sum, sumAt + Digits.BLOCK, x, s);
        for (int i = 0; i < COLUMNS; i++) {
            sum[sumAt + i] -= products * BlockConstants.PRODUCT[i / LANES];
        }
    }

    private static void addDigits(long[] sum, int sumAt, Fr x, Scratch s) {
        Digits.write(s.unused, 0, x, Modulus.R);
        for (int limb = 0; limb < Digits.BLOCK; limb += LANES) {
            sum[sumAt + limb] += (long) s.unused[limb];
        }
    }

    @Override
    public void dot(long[] sum, double[] a, int aAt, double[] b, int bAt, int blocks, Scratch s) {
        Fr total = Fr.ZERO;
        for (int i = 0; i < LANES * blocks; i++) {
            total = total.add(read(a, aAt, i).multiply(read(b, bAt, i)));
        }
        addProducts(sum, 0, total, blocks, s);
    }

    private static Fr difference(double[] a, int at, int half, int i) {
        return read(a, at + half, i).subtract(read(a, at, i));
    }

    @Override
    public void productRound(long[] sum, double[] a, int aAt, double[] b, int bAt, int half, int blocks, Scratch s) {
        Fr leading = Fr.ZERO;
        for (int i = 0; i < LANES * blocks; i++) {
            leading = leading.add(difference(a, aAt, half, i).multiply(difference(b, bAt, half, i)));
        }
        dot(sum, a, aAt, b, bAt, blocks, s);
        addProducts(sum, COLUMNS, leading, blocks, s);
    }

    @Override
    public void weightedProductRound(long[] sum, boolean both, double[] e, int eAt, double[] a, int aAt, double[] b,
            int bAt, int half, int blocks, BlockConstants k, Scratch s) {
        Fr zero = Fr.ZERO;
        Fr leading = Fr.ZERO;
        Fr one = Fr.ZERO;
        for (int i = 0; i < LANES * blocks; i++) {
            Fr w = read(e, eAt, i);
            zero = zero.add(w.multiply(read(a, aAt, i).multiply(read(b, bAt, i))));
            leading = leading.add(w.multiply(difference(a, aAt, half, i).multiply(difference(b, bAt, half, i))));
            if (both) {
                one = one.add(w.multiply(read(a, aAt + half, i).multiply(read(b, bAt + half, i))));
            }
        }
        addProducts(sum, 0, zero, blocks, s);
        addProducts(sum, COLUMNS, leading, blocks, s);
        if (both) {
            addProducts(sum, 2 * COLUMNS, one, blocks, s);
        }
    }

    @Override
    public void fractionRound(long[] sum, double[] e, int eAt, double[] p0, int p0At, double[] q0, int q0At,
            double[] p1, int p1At, double[] q1, int q1At, int half, int blocks, BlockConstants k, Scratch s) {
        weightedProductRound(sum, false, e, eAt, p0, p0At, q1, q1At, half, blocks, k, s);
        // the second half of the sum comes without further raw bits: one weight multiplies both products
        long[] second = new long[2 * COLUMNS];
        weightedProductRound(second, false, e, eAt, p1, p1At, q0, q0At, half, blocks, k, s);
        for (int i = 0; i < second.length; i++) {
            sum[i] += second[i] + blocks * BlockConstants.PRODUCT[i % COLUMNS / LANES];
        }
    }

    @Override
    public void dot(long[] sum, int[] v, int vAt, double[] b, int bAt, int blocks, Scratch s) {
        Fr total = Fr.ZERO;
        for (int i = 0; i < LANES * blocks; i++) {
            total = total.add(Fr.of(v[vAt + i]).multiply(read(b, bAt, i)));
        }
        addDigits(sum, 0, total, s);
    }

    @Override
    public void dot(long[] sum, long[] v, int vAt, double[] b, int bAt, int blocks, Scratch s) {
        Fr total = Fr.ZERO;
        for (int i = 0; i < LANES * blocks; i++) {
            total = total.add(Fr.of(v[vAt + i]).multiply(read(b, bAt, i)));
        }
        addDigits(sum, 0, total, s);
    }

    @Override
    public void rows(double[] out, int outAt, int[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s) {
        for (int j = 0; j < LANES * blocks; j++) {
            Fr total = Fr.ZERO;
            for (int i = 0; i < rows; i++) {
                total = total.add(Fr.of(v[vAt + i * rowStride + j]).multiply(read(w, 0, i)));
            }
            write(out, outAt, j, read(out, outAt, j).add(total.multiply(PER_RADIX)), k.modulus);
        }
    }

    @Override
    public void rows(double[] out, int outAt, long[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s) {
        for (int j = 0; j < LANES * blocks; j++) {
            Fr total = Fr.ZERO;
            for (int i = 0; i < rows; i++) {
                total = total.add(Fr.of(v[vAt + i * rowStride + j]).multiply(read(w, 0, i)));
            }
            write(out, outAt, j, read(out, outAt, j).add(total.multiply(PER_RADIX)), k.modulus);
        }
    }

    @Override
    public void affine(double[] out, int outAt, double[] scale, int[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k, Scratch s) {
        Fr factor = read(scale, 0, 0);
        for (int i = 0; i < LANES * blocks; i++) {
            Fr product = factor.multiply(Fr.of(v[vAt + i]));
            write(out, outAt, i, read(plus, plusAt, plusStep, i, k.modulus).add(product), k.modulus);
        }
    }

    @Override
    public void affine(double[] out, int outAt, double[] scale, long[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k, Scratch s) {
        Fr factor = read(scale, 0, 0).multiply(PER_RADIX);
        for (int i = 0; i < LANES * blocks; i++) {
            Fr product = factor.multiply(Fr.of(v[vAt + i]));
            write(out, outAt, i, read(plus, plusAt, plusStep, i, k.modulus).add(product), k.modulus);
        }
    }
}
