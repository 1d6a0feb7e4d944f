package dev.proofmark.algebra.field;

import java.math.BigInteger;

/// An element of the BN254 scalar field: an integer modulo
/// r = 21888242871839275222246405745257275088548364400416034343698204186575808495617. Immutable.
///
/// For single values; whole vectors are [FrArray] with the operations of [FrVector].
public final class Fr extends Residue {

    static final Fr RAW_ONE = raw(new long[] {1, 0, 0, 0});
    static final Fr RAW_SQUARE = raw(Modulus.R.square);

    public static final Fr ZERO = raw(new long[4]);
    public static final Fr ONE = raw(Modulus.R.one);

    Fr() {
    }

    private static Fr raw(long[] limbs) {
        Fr x = new Fr();
        x.assign(limbs);
        return published(x);
    }

    /// The residue of a signed integer.
    public static Fr of(long value) {
        Fr x = new Fr();
        x.assignCanonical(value < 0 ? -value : value, 0, 0, 0);
        return value < 0 ? x.negate() : published(x);
    }

    /// The residue of any integer.
    public static Fr of(BigInteger value) {
        Fr x = new Fr();
        x.assign(value);
        return published(x);
    }

    /// `2^exponent`, for a negative exponent too. **Cost** nothing for exponents of at most 64 in absolute value.
    public static Fr powerOfTwo(int exponent) {
        return Math.abs(exponent) <= PowersOfTwo.MOST ? PowersOfTwo.VALUES[exponent + PowersOfTwo.MOST]
                : of(BigInteger.TWO.modPow(BigInteger.valueOf(exponent), Modulus.R.value));
    }

    private static final class PowersOfTwo {
        static final int MOST = 64;
        static final Fr[] VALUES = new Fr[2 * MOST + 1];

        static {
            Fr two = Fr.of(2);
            Fr half = two.inverse();
            VALUES[MOST] = ONE;
            for (int i = 1; i <= MOST; i++) {
                VALUES[MOST + i] = VALUES[MOST + i - 1].multiply(two);
                VALUES[MOST - i] = VALUES[MOST - i + 1].multiply(half);
            }
        }
    }

    /// Reads 32 big-endian bytes at `offset`; null if they are not canonical (not below the prime).
    public static Fr decode(byte[] in, int offset) {
        Fr x = new Fr();
        return x.assignDecoded(in, offset) ? published(x) : null;
    }

    /// The residue of an unsigned big-endian integer of any length.
    public static Fr reduce(byte[] bigEndian) {
        return of(new BigInteger(1, bigEndian));
    }

    /// The order of the field.
    public static BigInteger order() {
        return Modulus.R.value;
    }

    public Fr add(Fr other) {
        Fr x = new Fr();
        add(x, this, other, Modulus.R);
        return published(x);
    }

    public Fr subtract(Fr other) {
        Fr x = new Fr();
        subtract(x, this, other, Modulus.R);
        return published(x);
    }

    public Fr multiply(Fr other) {
        Fr x = new Fr();
        MontgomeryProduct.multiply(x, this, other, Modulus.R);
        return published(x);
    }

    public Fr square() {
        return multiply(this);
    }

    public Fr negate() {
        return ZERO.subtract(this);
    }

    /// **Errors** ArithmeticException for zero.
    public Fr inverse() {
        if (isZero()) {
            throw new ArithmeticException("zero has no inverse modulo " + Modulus.R.name);
        }
        return of(toBigInteger().modInverse(Modulus.R.value));
    }

    /// The inverses of all, by one inversion and three multiplications each. **Errors** ArithmeticException if one is zero.
    public static Fr[] invertAll(Fr[] elements) {
        int n = elements.length;
        Fr[] out = new Fr[n];
        Fr product = ONE;
        for (int i = 0; i < n; i++) {
            out[i] = product;
            product = product.multiply(elements[i]);
        }
        if (n == 0) {
            return out;
        }
        Fr inverse = product.inverse();
        for (int i = n - 1; i >= 0; i--) {
            out[i] = out[i].multiply(inverse);
            inverse = inverse.multiply(elements[i]);
        }
        return out;
    }

    /// `this^exponent`; a negative exponent inverts.
    public Fr pow(BigInteger exponent) {
        if (exponent.signum() < 0) {
            return inverse().pow(exponent.negate());
        }
        Fr[] table = new Fr[16];
        for (int i = 0; i < 16; i++) {
            table[i] = new Fr();
        }
        Fr x = new Fr();
        power(x, this, exponent, table, Modulus.R.one, Modulus.R);
        return published(x);
    }

    @Override
    Modulus modulus() {
        return Modulus.R;
    }
}
