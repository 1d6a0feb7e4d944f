package dev.proofmark.algebra.field;

/// The elementary loops of the plain kernels, in a form that the compiler turns into vector code by itself: one array per
/// operand and the same index everywhere, few operations per loop, nothing but `double`.
///
/// A column's value is `low - high 2^-51`: `low` collects the low parts of digit products, `high` minus 2^51 times the
/// high parts of the column below. Both stay exact below 2^53 units.
final class PlainLoops {

    private static final double SPLIT = BlockConstants.SPLIT;
    private static final double MAGIC = BlockConstants.MAGIC;
    private static final double RADIX = 0x1p51;
    private static final double PER_RADIX = 0x1p-51;
    private static final double RADIX_SQUARED = 0x1p102;
    private static final double PER_RADIX_SQUARED = 0x1p-102;

    private PlainLoops() {
    }

    /// Adds `a b` to a column and the one above.
    static void product(double[] a, double[] b, double[] low, double[] high, int n) {
        for (int i = 0; i < n; i++) {
            double d = SPLIT - Math.fma(a[i], b[i], SPLIT);
            low[i] += Math.fma(a[i], b[i], d);
            high[i] += d;
        }
    }

    /// Adds `a b` to a column and the one above.
    static void product(double[] a, double b, double[] low, double[] high, int n) {
        for (int i = 0; i < n; i++) {
            double d = SPLIT - Math.fma(a[i], b, SPLIT);
            low[i] += Math.fma(a[i], b, d);
            high[i] += d;
        }
    }

    /// Cuts `low` to a balanced digit; `above` is the high part of the next column.
    static void tidyLow(double[] low, double[] above, int n) {
        for (int i = 0; i < n; i++) {
            double c = Math.fma(low[i], PER_RADIX, MAGIC) - MAGIC;
            low[i] = Math.fma(c, -RADIX, low[i]);
            above[i] = Math.fma(c, -RADIX, above[i]);
        }
    }

    /// Cuts `high` to a balanced digit; `above` is the high part of the next column.
    static void tidyHigh(double[] high, double[] above, int n) {
        for (int i = 0; i < n; i++) {
            double c = Math.fma(high[i], PER_RADIX_SQUARED, MAGIC) - MAGIC;
            high[i] = Math.fma(c, -RADIX_SQUARED, high[i]);
            above[i] = Math.fma(c, RADIX, above[i]);
        }
    }

    /// Sets `digit` to the balanced digit of a column and adds the rest to the low part of the next one.
    static void settle(double[] low, double[] high, double[] digit, double[] next, int n) {
        for (int i = 0; i < n; i++) {
            double c = Math.fma(low[i], PER_RADIX, MAGIC) - MAGIC;
            double e = MAGIC - Math.fma(high[i], PER_RADIX_SQUARED, MAGIC);
            double s = Math.fma(c, -RADIX, low[i]) - Math.fma(high[i], PER_RADIX, e * RADIX);
            double f = Math.fma(s, PER_RADIX, MAGIC) - MAGIC;
            digit[i] = Math.fma(f, -RADIX, s);
            next[i] += c + e + f;
        }
    }

    /// `digit = digit * inverse mod 2^51`, balanced.
    static void quotient(double[] digit, double[] out, double inverse, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(digit[i], inverse, SPLIT - Math.fma(digit[i], inverse, SPLIT));
        }
    }

    /// What a column that is a multiple of 2^51 hands to the next one.
    static void shift(double[] digit, double[] low, double[] next, int n) {
        for (int i = 0; i < n; i++) {
            next[i] += (digit[i] + low[i]) * PER_RADIX;
        }
    }

    /// `q = -rint((plus - high 2^-51) / prime)`, from the topmost digits.
    static void primes(double[] high, double[] plus, double perPrime, double[] q, int n) {
        for (int i = 0; i < n; i++) {
            q[i] = MAGIC - Math.fma(Math.fma(high[i], -PER_RADIX, plus[i]), perPrime, MAGIC);
        }
    }

    /// `q = -rint(x ratio + plus / prime)`.
    static void primes(double[] x, double ratio, double[] plus, double perPrime, double[] q, int n) {
        for (int i = 0; i < n; i++) {
            q[i] = MAGIC - (Math.fma(x[i], ratio, plus[i] * perPrime) + MAGIC);
        }
    }

    /// The final digit of a settled column with `plus` and q primes; the carry, in and out.
    static void digit(double[] settled, double[] plus, double[] q, double prime, double[] carry, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double s = settled[i] + carry[i] + Math.fma(q[i], prime, plus[i]);
            double c = Math.fma(s, PER_RADIX, MAGIC) - MAGIC;
            out[i] = Math.fma(c, -RADIX, s);
            carry[i] = c;
        }
    }

    /// The final digit of a column whose parts are small.
    static void digit(double[] low, double[] high, double[] plus, double[] carry, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double s = Math.fma(high[i], -PER_RADIX, low[i]) + (plus[i] + carry[i]);
            double c = Math.fma(s, PER_RADIX, MAGIC) - MAGIC;
            out[i] = Math.fma(c, -RADIX, s);
            carry[i] = c;
        }
    }

    /// The topmost digit, which takes everything.
    static void top(double[] low, double[] high, double[] plus, double[] q, double prime, double[] carry, double[] out,
            int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(high[i], -PER_RADIX, low[i]) + carry[i] + Math.fma(q[i], prime, plus[i]);
        }
    }

    /// The topmost digit where one more column lies above it.
    static void top(double[] low, double[] high, double[] above, double[] plus, double[] carry, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(high[i], -PER_RADIX, low[i]) + (plus[i] + carry[i]) - above[i];
        }
    }

    /// `a = b - a + carry`, cut to a digit; the carry, in and out.
    static void difference(double[] a, double[] b, double[] carry, int n) {
        for (int i = 0; i < n; i++) {
            double s = b[i] - a[i] + carry[i];
            double c = Math.fma(s, PER_RADIX, MAGIC) - MAGIC;
            a[i] = Math.fma(c, -RADIX, s);
            carry[i] = c;
        }
    }

    /// `q = -rint((a + sign b) / prime)`, from the topmost digits.
    static void primesOfSum(double[] a, double[] b, double sign, double perPrime, double[] q, int n) {
        for (int i = 0; i < n; i++) {
            q[i] = MAGIC - Math.fma(Math.fma(sign, b[i], a[i]), perPrime, MAGIC);
        }
    }

    /// `a + sign b + q prime + carry`, cut to a digit; the carry, in and out.
    static void sum(double[] a, double[] b, double sign, double[] q, double prime, double[] carry, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double s = Math.fma(q[i], prime, Math.fma(sign, b[i], a[i])) + carry[i];
            double c = Math.fma(s, PER_RADIX, MAGIC) - MAGIC;
            out[i] = Math.fma(c, -RADIX, s);
            carry[i] = c;
        }
    }

    /// The same for the topmost digit, which takes everything.
    static void topOfSum(double[] a, double[] b, double sign, double[] q, double prime, double[] carry, double[] out,
            int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(q[i], prime, Math.fma(sign, b[i], a[i])) + carry[i];
        }
    }
}
