package dev.proofmark.algebra.field;

import java.math.BigInteger;

/// An element of the BN254 base field, over which the curve's points have their coordinates: an integer modulo
/// p = 21888242871839275222246405745257275088696311157297823662689037894645226208583. Immutable.
public final class Fp extends Residue {

    private static final BigInteger ROOT_EXPONENT = Modulus.P.value.add(BigInteger.ONE).shiftRight(2);

    static final Fp RAW_SQUARE = raw(Modulus.P.square);

    public static final Fp ZERO = raw(new long[4]);
    public static final Fp ONE = raw(Modulus.P.one);

    Fp() {
    }

    private static Fp raw(long[] limbs) {
        Fp x = new Fp();
        x.assign(limbs);
        return published(x);
    }

    /// The residue of a signed integer.
    public static Fp of(long value) {
        Fp x = new Fp();
        x.assignCanonical(value < 0 ? -value : value, 0, 0, 0);
        return value < 0 ? x.negate() : published(x);
    }

    /// The residue of any integer.
    public static Fp of(BigInteger value) {
        Fp x = new Fp();
        x.assign(value);
        return published(x);
    }

    /// Reads 32 big-endian bytes at `offset`; null if they are not canonical (not below the prime).
    public static Fp decode(byte[] in, int offset) {
        Fp x = new Fp();
        return x.assignDecoded(in, offset) ? published(x) : null;
    }

    /// The residue of an unsigned big-endian integer of any length.
    public static Fp reduce(byte[] bigEndian) {
        return of(new BigInteger(1, bigEndian));
    }

    /// The order of the field.
    public static BigInteger order() {
        return Modulus.P.value;
    }

    public Fp add(Fp other) {
        Fp x = new Fp();
        add(x, this, other, Modulus.P);
        return published(x);
    }

    public Fp subtract(Fp other) {
        Fp x = new Fp();
        subtract(x, this, other, Modulus.P);
        return published(x);
    }

    public Fp multiply(Fp other) {
        Fp x = new Fp();
        MontgomeryProduct.multiply(x, this, other, Modulus.P);
        return published(x);
    }

    public Fp square() {
        return multiply(this);
    }

    public Fp negate() {
        return ZERO.subtract(this);
    }

    /// **Errors** ArithmeticException for zero.
    public Fp inverse() {
        if (isZero()) {
            throw new ArithmeticException("zero has no inverse modulo " + Modulus.P.name);
        }
        return of(toBigInteger().modInverse(Modulus.P.value));
    }

    /// The inverses of all, by one inversion and three multiplications each. **Errors** ArithmeticException if one is zero.
    public static Fp[] invertAll(Fp[] elements) {
        int n = elements.length;
        Fp[] out = new Fp[n];
        Fp product = ONE;
        for (int i = 0; i < n; i++) {
            out[i] = product;
            product = product.multiply(elements[i]);
        }
        if (n == 0) {
            return out;
        }
        Fp inverse = product.inverse();
        for (int i = n - 1; i >= 0; i--) {
            out[i] = out[i].multiply(inverse);
            inverse = inverse.multiply(elements[i]);
        }
        return out;
    }

    /// `this^exponent`; a negative exponent inverts.
    public Fp pow(BigInteger exponent) {
        if (exponent.signum() < 0) {
            return inverse().pow(exponent.negate());
        }
        Fp[] table = new Fp[16];
        for (int i = 0; i < 16; i++) {
            table[i] = new Fp();
        }
        Fp x = new Fp();
        power(x, this, exponent, table, Modulus.P.one, Modulus.P);
        return published(x);
    }

    /// A square root, or null if there is none. p is 3 modulo 4, so it is `this^((p+1)/4)` or nothing.
    public Fp sqrt() {
        Fp root = pow(ROOT_EXPONENT);
        return root.square().equals(this) ? root : null;
    }

    /// Parity of the canonical value: the sign bit of a compressed point.
    public boolean isOdd() {
        return (canonical()[0] & 1) != 0;
    }

    @Override
    Modulus modulus() {
        return Modulus.P;
    }
}
