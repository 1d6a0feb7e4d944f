package dev.proofmark.algebra.field;

import java.util.Arrays;

/// Working space of the plain kernels: up to 128 elements, one array per limb or column, and the steps on them.
///
/// **Range** factors have balanced digits, so a product adds at most five low parts of 2^50 to a column and five high
/// parts of 2^49; [#product] cuts the low parts to one digit again. A reduction adds at most five more of each.
final class PlainChunk {

    static final int BLOCKS = 16;
    static final int LANES = BLOCKS * Digits.LANES;

    private static final int LIMBS = Digits.LIMBS;
    private static final int COLUMNS = 10;

    /// Limbs of operands.
    final double[][] a = limbs();
    final double[][] b = limbs();
    final double[][] c = limbs();
    final double[][] d = limbs();
    final double[][] e = limbs();

    /// Columns of a product; and of up to three running sums, which keep their lanes apart until the end.
    final Columns product = new Columns();
    final Columns[] sums = {new Columns(), new Columns(), new Columns()};

    private final double[] digit = new double[LANES];
    private final double[] multiple = new double[LANES];
    private final double[] carry = new double[LANES];

    record Columns(double[][] low, double[][] high) {
        Columns() {
            this(new double[COLUMNS][LANES], new double[COLUMNS][LANES]);
        }

        void clear(int n) {
            for (int k = 0; k < COLUMNS; k++) {
                Arrays.fill(low[k], 0, n, 0);
                Arrays.fill(high[k], 0, n, 0);
            }
        }
    }

    static double[][] limbs() {
        return new double[LIMBS][LANES];
    }

    /// Takes `blocks` blocks apart; a step of 0 repeats one.
    static void load(double[] from, int at, int step, int blocks, double[][] to) {
        for (int limb = 0; limb < LIMBS; limb++) {
            double[] out = to[limb];
            for (int i = 0; i < blocks; i++) {
                int x = at + i * step + limb * Digits.LANES;
                int y = i * Digits.LANES;
                for (int lane = 0; lane < Digits.LANES; lane++) {
                    out[y + lane] = from[x + lane];
                }
            }
        }
    }

    static void store(double[][] from, double[] to, int at, int blocks) {
        for (int limb = 0; limb < LIMBS; limb++) {
            double[] in = from[limb];
            for (int i = 0; i < blocks; i++) {
                int x = at + i * Digits.BLOCK + limb * Digits.LANES;
                int y = i * Digits.LANES;
                for (int lane = 0; lane < Digits.LANES; lane++) {
                    to[x + lane] = in[y + lane];
                }
            }
        }
    }

    static void load(int[] v, int at, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = v[at + i];
        }
    }

    /// Two balanced digits of each.
    static void load(long[] v, int at, double[] low, double[] high, int n) {
        for (int i = 0; i < n; i++) {
            long top = v[at + i] + BlockConstants.HALF >> Digits.RADIX_BITS;
            low[i] = v[at + i] - (top << Digits.RADIX_BITS);
            high[i] = top;
        }
    }

    /// `x = y - x`, digits balanced again but not brought into range.
    void difference(double[][] x, double[][] y, int n) {
        Arrays.fill(carry, 0, n, 0);
        for (int limb = 0; limb < LIMBS - 1; limb++) {
            PlainLoops.difference(x[limb], y[limb], carry, n);
        }
        double[] low = x[LIMBS - 1];
        double[] high = y[LIMBS - 1];
        for (int i = 0; i < n; i++) {
            low[i] = high[i] - low[i] + carry[i];
        }
    }

    /// `out = x + sign y`, brought into range.
    void sum(double[][] x, double[][] y, double sign, double[][] out, BlockConstants k, int n) {
        PlainLoops.primesOfSum(x[4], y[4], sign, k.perPrime, multiple, n);
        Arrays.fill(carry, 0, n, 0);
        for (int limb = 0; limb < LIMBS - 1; limb++) {
            PlainLoops.sum(x[limb], y[limb], sign, multiple, k.prime[limb], carry, out[limb], n);
        }
        PlainLoops.topOfSum(x[4], y[4], sign, multiple, k.prime[4], carry, out[4], n);
    }

    /// `t += x y`.
    static void product(Columns t, double[][] x, double[][] y, int n) {
        for (int i = 0; i < LIMBS; i++) {
            for (int j = 0; j < LIMBS; j++) {
                PlainLoops.product(x[i], y[j], t.low[i + j], t.high[i + j + 1], n);
            }
        }
        for (int k = 0; k < COLUMNS - 1; k++) {
            PlainLoops.tidyLow(t.low[k], t.high[k + 1], n);
        }
    }

    /// Adds `x b` to the columns from `first` on; five low parts at most may pile up before [#tidy].
    static void scaled(Columns t, int first, double[] x, double[][] b, int n) {
        for (int j = 0; j < LIMBS; j++) {
            PlainLoops.product(x, b[j], t.low[first + j], t.high[first + j + 1], n);
        }
    }

    /// The same with one element b, limb j at `b[at + 8 j]`.
    static void scaled(Columns t, int first, double[] x, double[] b, int at, int n) {
        for (int j = 0; j < LIMBS; j++) {
            PlainLoops.product(x, b[at + j * Digits.LANES], t.low[first + j], t.high[first + j + 1], n);
        }
    }

    /// Cuts all columns to digits, so that sums can go on.
    static void tidy(Columns t, int n) {
        for (int k = 0; k < COLUMNS - 1; k++) {
            PlainLoops.tidyLow(t.low[k], t.high[k + 1], n);
        }
        for (int k = 0; k < COLUMNS - 1; k++) {
            PlainLoops.tidyHigh(t.high[k], t.high[k + 1], n);
        }
    }

    /// Adds the columns, lane by lane, to `sum` in the form of the interface, which includes the raw bits of `products`
    /// products.
    static void flush(Columns t, long[] sum, int sumAt, long products, int n) {
        for (int k = 0; k < COLUMNS; k++) {
            for (int i = 0; i < n; i++) {
                sum[sumAt + k * Digits.LANES + (i & 7)] += (long) t.low[k][i] - (long) (t.high[k][i] * 0x1p-51);
            }
            for (int lane = 0; lane < Digits.LANES; lane++) {
                sum[sumAt + k * Digits.LANES + lane] -= products * BlockConstants.PRODUCT[k];
            }
        }
    }

    /// `out = plus + product 2^-255`: see [VectorReduction]. Four times the lowest column is cut to a balanced digit m and
    /// `m (2^-51 mod prime)` is added to the columns above; the fifth step is the classical one, and contracts: with
    /// factors of size A and B (in units of the prime) the result is below `0.38 A B + 0.75`. Last, `rint(result / prime)`
    /// primes are taken off. `out` may be `plus`.
    void reduce(double[][] plus, double[][] out, BlockConstants k, int n) {
        double[][] low = product.low;
        double[][] high = product.high;
        for (int i = 0; i < 4; i++) {
            PlainLoops.settle(low[i], high[i], digit, low[i + 1], n);
            multiple(digit, k.shift, i + 1, n);
        }
        PlainLoops.settle(low[4], high[4], digit, low[5], n);
        PlainLoops.quotient(digit, multiple, k.negativeInverse, n);
        Arrays.fill(low[4], 0, n, 0);
        multiple(multiple, k.prime, 4, n);
        PlainLoops.shift(digit, low[4], low[5], n);
        PlainLoops.primes(high[9], plus[4], k.perPrime, multiple, n);
        Arrays.fill(carry, 0, n, 0);
        for (int i = 0; i < 4; i++) {
            PlainLoops.settle(low[5 + i], high[5 + i], digit, low[6 + i], n);
            PlainLoops.digit(digit, plus[i], multiple, k.prime[i], carry, out[i], n);
        }
        PlainLoops.top(low[9], high[9], plus[4], multiple, k.prime[4], carry, out[4], n);
    }

    private void multiple(double[] m, double[] digits, int first, int n) {
        for (int j = 0; j < LIMBS; j++) {
            PlainLoops.product(m, digits[j], product.low[first + j], product.high[first + j + 1], n);
        }
    }

    /// `out = plus + scale x` for integers x, the quotient by the prime taken from approximations. `out` may be `plus`.
    void affine(double[] x, double[] scale, double[][] plus, double[][] out, BlockConstants k, int n) {
        product.clear(n);
        scaled(product, 0, x, scale, 0, n);
        PlainLoops.primes(x, scale[4 * Digits.LANES] * k.perPrime, plus[4], k.perPrime, multiple, n);
        multiple(multiple, k.prime, 0, n);
        Arrays.fill(carry, 0, n, 0);
        for (int i = 0; i < 4; i++) {
            PlainLoops.digit(product.low[i], product.high[i], plus[i], carry, out[i], n);
        }
        PlainLoops.top(product.low[4], product.high[4], product.high[5], plus[4], carry, out[4], n);
    }
}
