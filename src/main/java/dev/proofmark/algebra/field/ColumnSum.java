package dev.proofmark.algebra.field;

import java.math.BigInteger;

/// Turns accumulated columns (ten, of eight lanes) into one element.
///
/// With V the sum over lanes and columns of `column_c 2^(51 c)`, [#product] is the element stored as `V 2^-255` (sums of
/// products of two stored elements), [#plain] the one stored as V (sums of integer multiples of stored elements).
final class ColumnSum {

    private static final int COLUMNS = 10;

    /// `2^e mod r` for the three 255-bit pieces of V, including the factor 2 from the stored to the single form.
    private static final Fr[] PRODUCT = {raw(2), raw(257), raw(512)};
    private static final Fr[] PLAIN = {raw(257), raw(512), raw(767)};

    private ColumnSum() {
    }

    private static Fr raw(int exponent) {
        Fr x = new Fr();
        x.assign(Modulus.limbs(BigInteger.ONE.shiftLeft(exponent).mod(Modulus.R.value)));
        return x;
    }

    /// The columns at `at` hold the raw bits of `products` products.
    static Fr product(long[] columns, int at, int products) {
        return reduce(columns, at, products, PRODUCT);
    }

    static Fr plain(long[] columns, int at) {
        return reduce(columns, at, 0, PLAIN);
    }

    private static Fr reduce(long[] columns, int at, long products, Fr[] powers) {
        long[] digit = new long[COLUMNS];
        long carry = 0;
        for (int c = 0; c < COLUMNS; c++) {
            long constant = products * BlockConstants.PRODUCT[c];
            long low = carry;
            long high = 0;
            int first = at + c * Digits.LANES;
            for (int lane = first; lane < first + Digits.LANES; lane++) {
                long v = columns[lane] + constant;
                low += v & BlockConstants.MASK;
                high += v >> Digits.RADIX_BITS;
            }
            digit[c] = low & BlockConstants.MASK;
            carry = high + (low >> Digits.RADIX_BITS);
        }
        Fr sum = piece(digit, 0, powers[0]);
        Residue.add(sum, sum, piece(digit, 5, powers[1]), Modulus.R);
        if (carry != 0) {
            Fr top = new Fr();
            top.l0 = Math.abs(carry);
            MontgomeryProduct.multiply(top, top, powers[2], Modulus.R);
            if (carry < 0) {
                Residue.subtract(sum, sum, top, Modulus.R);
            } else {
                Residue.add(sum, sum, top, Modulus.R);
            }
        }
        return Residue.published(sum);
    }

    private static Fr piece(long[] d, int i, Fr power) {
        Fr x = new Fr();
        x.l0 = d[i] | d[i + 1] << 51;
        x.l1 = d[i + 1] >>> 13 | d[i + 2] << 38;
        x.l2 = d[i + 2] >>> 26 | d[i + 3] << 25;
        x.l3 = d[i + 3] >>> 39 | d[i + 4] << 12;
        MontgomeryProduct.multiply(x, x, power, Modulus.R);
        return x;
    }
}
