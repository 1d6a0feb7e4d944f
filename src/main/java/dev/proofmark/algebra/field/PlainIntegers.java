package dev.proofmark.algebra.field;

import java.util.Arrays;

/// Products of machine integers with field elements in plain loops: see [VectorIntegers].
final class PlainIntegers {

    private static final int BLOCK = Digits.BLOCK;
    private static final int LANES = Digits.LANES;

    private PlainIntegers() {
    }

    /// Adds the raw bits of `x b` to six columns.
    static void addProduct(long[] t, int at, double x, double[] b, int bAt) {
        for (int j = 0; j < BLOCK; j += LANES) {
            double y = b[bAt + j];
            double high = Math.fma(x, y, BlockConstants.SPLIT);
            double low = Math.fma(x, y, BlockConstants.SPLIT_LOW - high);
            t[at + j] += Double.doubleToRawLongBits(low);
            t[at + j + LANES] += Double.doubleToRawLongBits(high);
        }
    }

    /// Takes the raw bits of `count` such products off.
    private static void clean(long[] t, int at, long count) {
        for (int lane = 0; lane < LANES; lane++) {
            for (int j = 0; j < BLOCK; j += LANES) {
                t[at + lane + j] -= count * BlockConstants.LOW_BITS;
                t[at + lane + j + LANES] -= count * BlockConstants.HIGH_BITS;
            }
        }
    }

    static void dot(long[] sum, int[] v, int vAt, double[] b, int bAt, int blocks) {
        for (int i = 0; i < blocks; i++) {
            for (int lane = 0; lane < LANES; lane++) {
                addProduct(sum, lane, v[vAt + i * LANES + lane], b, bAt + i * BLOCK + lane);
            }
        }
        clean(sum, 0, blocks);
    }

    static void dot(long[] sum, long[] v, int vAt, double[] b, int bAt, int blocks) {
        for (int i = 0; i < blocks; i++) {
            for (int lane = 0; lane < LANES; lane++) {
                addLong(sum, lane, v[vAt + i * LANES + lane], b, bAt + i * BLOCK + lane);
            }
        }
        clean(sum, 0, blocks);
        clean(sum, LANES, blocks);
    }

    private static void addLong(long[] t, int at, long v, double[] b, int bAt) {
        long high = v + BlockConstants.HALF >> Digits.RADIX_BITS;
        addProduct(t, at, v - (high << Digits.RADIX_BITS), b, bAt);
        addProduct(t, at + LANES, high, b, bAt);
    }

    static void rows(long[] sum, int[] v, int vAt, int rowStride, int rows, double[] w) {
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < 16; c++) {
                addProduct(sum, column(c), v[vAt + i * rowStride + c], w, Digits.position(i));
            }
        }
        clean(sum, 0, rows);
        clean(sum, Scratch.COLUMNS, rows);
    }

    static void rows(long[] sum, long[] v, int vAt, int rowStride, int rows, double[] w) {
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < 16; c++) {
                addLong(sum, column(c), v[vAt + i * rowStride + c], w, Digits.position(i));
            }
        }
        for (int c = 0; c < 2; c++) {
            clean(sum, c * Scratch.COLUMNS, rows);
            clean(sum, c * Scratch.COLUMNS + LANES, rows);
        }
    }

    private static int column(int c) {
        return (c >>> 3) * Scratch.COLUMNS + (c & 7);
    }

    static void scale(long[] t, int tAt, double[] scale, long[] v, int vAt) {
        Arrays.fill(t, tAt, tAt + Scratch.COLUMNS, 0);
        for (int lane = 0; lane < LANES; lane++) {
            addLong(t, tAt + lane, v[vAt + lane], scale, lane);
        }
        clean(t, tAt, 1);
        clean(t, tAt + LANES, 1);
    }

    static void affine(double[] out, int outAt, double[] scale, int[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k) {
        double ratio = scale[4 * LANES] * k.perPrime;
        for (int i = 0; i < blocks; i++) {
            for (int lane = 0; lane < LANES; lane++) {
                affine(out, outAt + i * BLOCK + lane, scale, ratio, v[vAt + i * LANES + lane], plus,
                        plusAt + i * plusStep + lane, k);
            }
        }
    }

    private static void affine(double[] out, int outAt, double[] scale, double ratio, int v, double[] plus, int plusAt,
            BlockConstants k) {
        double q = Math.fma(v, ratio, plus[plusAt + 4 * LANES] * k.perPrime);
        q = BlockConstants.MAGIC - (q + BlockConstants.MAGIC);
        long carry = 0;
        long above = 0;
        for (int j = 0; j < Digits.LIMBS; j++) {
            double s = scale[j * LANES];
            double p = k.prime[j];
            double sHigh = Math.fma(v, s, BlockConstants.SPLIT);
            double pHigh = Math.fma(q, p, BlockConstants.SPLIT);
            double sLow = Math.fma(v, s, BlockConstants.SPLIT - sHigh);
            double pLow = Math.fma(q, p, BlockConstants.SPLIT - pHigh);
            long t = (long) sLow + (long) pLow + (long) plus[plusAt + j * LANES] + above + carry;
            above = Double.doubleToRawLongBits(sHigh) + Double.doubleToRawLongBits(pHigh)
                    - 2 * BlockConstants.HIGH_BITS;
            if (j == 4) {
                out[outAt + j * LANES] = t + (above << Digits.RADIX_BITS);
            } else {
                carry = t + BlockConstants.HALF >> Digits.RADIX_BITS;
                out[outAt + j * LANES] = t - (carry << Digits.RADIX_BITS);
            }
        }
    }
}
