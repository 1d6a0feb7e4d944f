package dev.proofmark.algebra.field;

import java.math.BigInteger;

/// The constants of the block kernels for one prime.
///
/// **The splitting trick.** For digits with |x y| < 2^102 and `k = 3 2^102`, `high = fma(x, y, k)` rounds x y to a
/// multiple of 2^51, and `low = fma(x, y, (k + 3 2^51) - high)` is the exact rest plus `3 2^51`. Read as integers the
/// bits of `high` and `low` are two constants plus the two signed digits of the product, so columns are summed as
/// integers of raw bits and the constants come off once per column.
final class BlockConstants {

    /// `3 2^102`, and that plus `3 2^51`.
    static final double SPLIT = 0x1.8p103;
    static final double SPLIT_LOW = 0x1.8p103 + 0x1.8p52;

    /// `3 2^51`: adding it makes the bits of an integer below 2^51 in size readable.
    static final double MAGIC = 0x1.8p52;

    static final long HIGH_BITS = Double.doubleToRawLongBits(SPLIT);
    static final long LOW_BITS = Double.doubleToRawLongBits(MAGIC);

    static final long MASK = (1L << Digits.RADIX_BITS) - 1;
    static final long HALF = 1L << Digits.RADIX_BITS - 1;

    /// A digit kept as `digit + 2^50`, or-ed with these bits, is the double `digit + 2^50 + 2^52`.
    static final long DIGIT_BITS = Double.doubleToRawLongBits(0x1p52);
    static final double DIGIT_OFFSET = 0x1p52 + 0x1p50;

    /// Minus the constants in each column of one product of two elements.
    static final long[] PRODUCT = new long[10];

    static {
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                PRODUCT[i + j] -= LOW_BITS;
                PRODUCT[i + j + 1] -= HIGH_BITS;
            }
        }
    }

    static final BlockConstants R = new BlockConstants(Modulus.R);
    static final BlockConstants P = new BlockConstants(Modulus.P);

    final Modulus modulus;

    /// Balanced digits of the prime, and of `2^-51` modulo the prime, nearest to zero.
    final double[] prime = new double[Digits.LIMBS];
    final double[] shift = new double[Digits.LIMBS];

    /// `-prime^-1 mod 2^51`, nearest to zero; and `2^204 / prime`.
    final double negativeInverse;
    final double perPrime;

    /// What a reduction adds to each of the ten columns when it loads them: for columns that hold the raw bits of zero,
    /// one or two products.
    final long[][] load = new long[3][10];

    private BlockConstants(Modulus modulus) {
        this.modulus = modulus;
        BigInteger p = modulus.value;
        BigInteger radix = BigInteger.ONE.shiftLeft(Digits.RADIX_BITS);
        balanced(p, prime);
        BigInteger s = radix.modInverse(p);
        balanced(s.compareTo(p.shiftRight(1)) > 0 ? s.subtract(p) : s, shift);
        long inverse = p.negate().modInverse(radix).longValue();
        negativeInverse = inverse >= HALF ? inverse - (MASK + 1) : inverse;
        perPrime = 0x1p204 / p.doubleValue();
        for (int products = 0; products < load.length; products++) {
            for (int column = 0; column < 10; column++) {
                load[products][column] = products * PRODUCT[column] - reductionBits(column)
                        + (column < 9 ? HALF : 0);
            }
        }
    }

    /// The constants that one reduction adds to a column: four shifts, the classical step, the range fix.
    private static long reductionBits(int column) {
        long bits = column >= 5 ? LOW_BITS : 0;
        for (int step = 0; step < 5; step++) {
            int first = step < 4 ? step + 1 : 4;
            bits += column >= first && column < first + 5 ? LOW_BITS : 0;
            bits += column >= first + 1 && column < first + 6 ? HIGH_BITS : 0;
        }
        return bits;
    }

    static void balanced(BigInteger value, double[] out) {
        BigInteger rest = value;
        BigInteger radix = BigInteger.ONE.shiftLeft(Digits.RADIX_BITS);
        for (int i = 0; i < Digits.LIMBS; i++) {
            BigInteger digit = rest.mod(radix);
            if (i == Digits.LIMBS - 1) {
                digit = rest;
            } else if (digit.longValue() >= HALF) {
                digit = digit.subtract(radix);
            }
            out[i] = digit.longValueExact();
            rest = rest.subtract(digit).shiftRight(Digits.RADIX_BITS);
        }
    }
}
