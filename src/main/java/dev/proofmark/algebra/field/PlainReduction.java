package dev.proofmark.algebra.field;

/// Montgomery reduction of one block of columns in plain loops; the reference for [VectorReduction].
///
/// Four times the lowest column is cut to a balanced digit m, its carry goes up, and `m (2^-51 mod prime)` is added to
/// the columns above: no digit has to be computed for that. The fifth step is the classical one, `m = digit * -prime^-1`,
/// and contracts: with factors of size A and B (in units of the prime) the result is below `0.38 A B + 0.63`. Last,
/// `q = rint(result / prime)` primes are taken off, and the columns are carried into digits.
final class PlainReduction {

    private static final int LANES = Digits.LANES;

    private PlainReduction() {
    }

    static void reduce(long[] t, int tAt, long[] load, double[] plus, int plusAt, double[] out, int outAt,
            BlockConstants k) {
        for (int lane = 0; lane < LANES; lane++) {
            int at = tAt + lane;
            for (int c = 0; c < 10; c++) {
                t[at + c * LANES] += load[c];
            }
            for (int c = 0; c < 4; c++) {
                addMultiple(t, at + (c + 1) * LANES, digit(t, at + c * LANES), k.shift);
            }
            double d = digitAt(t[at + 4 * LANES]);
            double high = Math.fma(d, k.negativeInverse, BlockConstants.SPLIT);
            double m = Math.fma(d, k.negativeInverse, BlockConstants.SPLIT - high);
            addMultiple(t, at + 4 * LANES, m, k.prime);
            t[at + 5 * LANES] += t[at + 4 * LANES] >> Digits.RADIX_BITS;
            range(t, at + 5 * LANES, plus, plusAt + lane, out, outAt + lane, k);
        }
    }

    private static void range(long[] t, int at, double[] plus, int plusAt, double[] out, int outAt, BlockConstants k) {
        double top = Double.longBitsToDouble(t[at + 4 * LANES] + 2 * BlockConstants.LOW_BITS) - BlockConstants.MAGIC
                + plus[plusAt + 4 * LANES];
        double q = BlockConstants.MAGIC - Math.fma(top, k.perPrime, BlockConstants.MAGIC);
        for (int j = 0; j < Digits.LIMBS; j++) {
            double sum = Math.fma(q, k.prime[j], plus[plusAt + j * LANES] + BlockConstants.MAGIC);
            t[at + j * LANES] += Double.doubleToRawLongBits(sum);
        }
        for (int j = 0; j < 4; j++) {
            out[outAt + j * LANES] = digit(t, at + j * LANES);
        }
        out[outAt + 4 * LANES] = Double.longBitsToDouble(t[at + 4 * LANES] + BlockConstants.LOW_BITS)
                - BlockConstants.MAGIC;
    }

    /// The balanced digit of a column that carries a bias of 2^50; the rest goes to the next column.
    private static double digit(long[] t, int at) {
        t[at + LANES] += t[at] >> Digits.RADIX_BITS;
        return digitAt(t[at]);
    }

    private static double digitAt(long column) {
        return Double.longBitsToDouble(column & BlockConstants.MASK | BlockConstants.DIGIT_BITS)
                - BlockConstants.DIGIT_OFFSET;
    }

    private static void addMultiple(long[] t, int at, double m, double[] digits) {
        for (int j = 0; j < Digits.LIMBS; j++) {
            double high = Math.fma(m, digits[j], BlockConstants.SPLIT);
            double low = Math.fma(m, digits[j], BlockConstants.SPLIT_LOW - high);
            t[at + j * LANES] += Double.doubleToRawLongBits(low);
            t[at + (j + 1) * LANES] += Double.doubleToRawLongBits(high);
        }
    }
}
