package dev.proofmark.algebra.field;

import java.util.Arrays;
import java.util.Objects;

/// Operations between machine integers and field elements.
///
/// Sums over rows are reduced by the Montgomery step that products take, so the row weights are first multiplied by
/// 2^255 once more: one multiplication per row and run, shared by all columns.
final class IntegerProducts {

    private static final int BLOCK = Digits.BLOCK;
    private static final int RUN = BlockKernels.SUM_BLOCKS;
    private static final Fr RADIX = Fr.powerOfTwo(255);

    private final BlockKernels kernels;
    private final Elementwise elementwise;
    private final BlockConstants k = BlockConstants.R;

    IntegerProducts(BlockKernels kernels) {
        this.kernels = kernels;
        this.elementwise = new Elementwise(kernels, k);
    }

    Fr dot(int[] v, int vOffset, FrArray b, int bOffset, int n) {
        Objects.checkFromIndexSize(vOffset, n, v.length);
        int at = Blocks.at(b, bOffset, n);
        Scratch s = Scratch.ofThread();
        Fr sum = Fr.ZERO;
        for (int i = 0; i < n; i += 8 * RUN) {
            int run = Math.min(8 * RUN, n - i);
            int x = vOffset + i;
            int y = at + Digits.position(i);
            kernels.dot(s.clearedSums(1), v, x, b.digits, y, run >>> 3, s);
            if ((run & 7) != 0) {
                Arrays.fill(s.ints, 0, 8, 0);
                System.arraycopy(v, x + (run & ~7), s.ints, 0, run & 7);
                kernels.dot(s.sums, s.ints, 0, b.digits, y + (run >>> 3) * BLOCK, 1, s);
            }
            sum = sum.add(ColumnSum.plain(s.sums, 0));
        }
        return sum;
    }

    Fr dot(long[] v, int vOffset, FrArray b, int bOffset, int n) {
        Objects.checkFromIndexSize(vOffset, n, v.length);
        int at = Blocks.at(b, bOffset, n);
        Scratch s = Scratch.ofThread();
        Fr sum = Fr.ZERO;
        for (int i = 0; i < n; i += 8 * RUN) {
            int run = Math.min(8 * RUN, n - i);
            int x = vOffset + i;
            int y = at + Digits.position(i);
            kernels.dot(s.clearedSums(1), v, x, b.digits, y, run >>> 3, s);
            if ((run & 7) != 0) {
                Arrays.fill(s.longs, 0, 8, 0);
                System.arraycopy(v, x + (run & ~7), s.longs, 0, run & 7);
                kernels.dot(s.sums, s.longs, 0, b.digits, y + (run >>> 3) * BLOCK, 1, s);
            }
            sum = sum.add(ColumnSum.plain(s.sums, 0));
        }
        return sum;
    }

    void accumulateRows(int[] v, int vOffset, int rowStride, int rows, FrArray w, int wOffset, FrArray out,
            int outOffset, int columns) {
        if (rows > 0) {
            Objects.checkFromIndexSize(vOffset, Math.addExact(Math.multiplyExact(rows - 1, rowStride), columns),
                    v.length);
        }
        Blocks.at(w, wOffset, rows);
        int o = Blocks.at(out, outOffset, columns);
        Scratch s = Scratch.ofThread();
        for (int i = 0; i < rows; i += RUN) {
            int run = Math.min(RUN, rows - i);
            elementwise.scale(s.weights, 0, w, wOffset + i, RADIX, run);
            int from = vOffset + i * rowStride;
            int full = columns >>> 3;
            kernels.rows(out.digits, o, v, from, rowStride, run, s.weights.digits, full, k, s);
            int rest = columns & 7;
            if (rest > 0) {
                for (int row = 0; row < run; row++) {
                    System.arraycopy(v, from + row * rowStride + 8 * full, s.ints, 8 * row, rest);
                    Arrays.fill(s.ints, 8 * row + rest, 8 * row + 8, 0);
                }
                System.arraycopy(out.digits, o + full * BLOCK, s.staged, 0, BLOCK);
                kernels.rows(s.staged, 0, s.ints, 0, 8, run, s.weights.digits, 1, k, s);
                Blocks.merge(s.staged, out.digits, o + full * BLOCK, rest);
            }
        }
    }

    void accumulateRows(long[] v, int vOffset, int rowStride, int rows, FrArray w, int wOffset, FrArray out,
            int outOffset, int columns) {
        if (rows > 0) {
            Objects.checkFromIndexSize(vOffset, Math.addExact(Math.multiplyExact(rows - 1, rowStride), columns),
                    v.length);
        }
        Blocks.at(w, wOffset, rows);
        int o = Blocks.at(out, outOffset, columns);
        Scratch s = Scratch.ofThread();
        for (int i = 0; i < rows; i += RUN) {
            int run = Math.min(RUN, rows - i);
            elementwise.scale(s.weights, 0, w, wOffset + i, RADIX, run);
            int from = vOffset + i * rowStride;
            int full = columns >>> 3;
            kernels.rows(out.digits, o, v, from, rowStride, run, s.weights.digits, full, k, s);
            int rest = columns & 7;
            if (rest > 0) {
                for (int row = 0; row < run; row++) {
                    System.arraycopy(v, from + row * rowStride + 8 * full, s.longs, 8 * row, rest);
                    Arrays.fill(s.longs, 8 * row + rest, 8 * row + 8, 0);
                }
                System.arraycopy(out.digits, o + full * BLOCK, s.staged, 0, BLOCK);
                kernels.rows(s.staged, 0, s.longs, 0, 8, run, s.weights.digits, 1, k, s);
                Blocks.merge(s.staged, out.digits, o + full * BLOCK, rest);
            }
        }
    }

    /// `out = shift + scale v`, or `out += scale v` where `shift` is null.
    void affine(FrArray out, int outOffset, Fr shift, Fr scale, int[] v, int vOffset, int n) {
        Objects.checkFromIndexSize(vOffset, n, v.length);
        int o = Blocks.at(out, outOffset, n);
        Scratch s = Scratch.ofThread();
        double[] factor = s.repeated(scale, Modulus.R);
        double[] plus = shift == null ? out.digits : s.shift(shift);
        int step = shift == null ? BLOCK : 0;
        int plusAt = shift == null ? o : 0;
        int full = n >>> 3;
        kernels.affine(out.digits, o, factor, v, vOffset, plus, plusAt, step, full, k, s);
        int rest = n & 7;
        if (rest > 0) {
            Arrays.fill(s.ints, 0, 8, 0);
            System.arraycopy(v, vOffset + 8 * full, s.ints, 0, rest);
            kernels.affine(s.staged, 0, factor, s.ints, 0, plus, plusAt + full * step, step, 1, k, s);
            Blocks.merge(s.staged, out.digits, o + full * BLOCK, rest);
        }
    }

    void affine(FrArray out, int outOffset, Fr shift, Fr scale, long[] v, int vOffset, int n) {
        Objects.checkFromIndexSize(vOffset, n, v.length);
        int o = Blocks.at(out, outOffset, n);
        Scratch s = Scratch.ofThread();
        double[] factor = s.repeated(scale.multiply(RADIX), Modulus.R);
        double[] plus = shift == null ? out.digits : s.shift(shift);
        int step = shift == null ? BLOCK : 0;
        int plusAt = shift == null ? o : 0;
        int full = n >>> 3;
        kernels.affine(out.digits, o, factor, v, vOffset, plus, plusAt, step, full, k, s);
        int rest = n & 7;
        if (rest > 0) {
            Arrays.fill(s.longs, 0, 8, 0);
            System.arraycopy(v, vOffset + 8 * full, s.longs, 0, rest);
            kernels.affine(s.staged, 0, factor, s.longs, 0, plus, plusAt + full * step, step, 1, k, s);
            Blocks.merge(s.staged, out.digits, o + full * BLOCK, rest);
        }
    }
}
