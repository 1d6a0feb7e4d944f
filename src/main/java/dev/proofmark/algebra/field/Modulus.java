package dev.proofmark.algebra.field;

import java.math.BigInteger;

/// One of the two prime moduli of BN254, with the constants that Montgomery arithmetic on four 64-bit limbs needs.
///
/// **Range** both primes lie between 2^253 and 2^254, so sums of two residues never leave 255 bits.
/// **Reference** Montgomery, *Modular multiplication without trial division*, 1985.
final class Modulus {

    /// Order of the curve's group: the field of proof scalars.
    static final Modulus R = new Modulus("r",
            new BigInteger("21888242871839275222246405745257275088548364400416034343698204186575808495617"));

    /// Characteristic of the curve's base field.
    static final Modulus P = new Modulus("p",
            new BigInteger("21888242871839275222246405745257275088696311157297823662689037894645226208583"));

    final String name;
    final BigInteger value;

    /// Limbs of the prime, least significant first.
    final long p0;
    final long p1;
    final long p2;
    final long p3;

    /// Limbs of `(prime - 1) / 2`.
    final long h0;
    final long h1;
    final long h2;
    final long h3;

    /// `-prime^-1 mod 2^64`.
    final long negativeInverse;

    /// `2^256 mod prime` and `2^512 mod prime`: one, and the factor that brings a value into Montgomery form.
    final long[] one;
    final long[] square;

    private Modulus(String name, BigInteger value) {
        this.name = name;
        this.value = value;
        long[] limbs = limbs(value);
        p0 = limbs[0];
        p1 = limbs[1];
        p2 = limbs[2];
        p3 = limbs[3];
        long[] half = limbs(value.shiftRight(1));
        h0 = half[0];
        h1 = half[1];
        h2 = half[2];
        h3 = half[3];
        BigInteger word = BigInteger.ONE.shiftLeft(64);
        negativeInverse = value.negate().modInverse(word).longValue();
        one = limbs(BigInteger.ONE.shiftLeft(256).mod(value));
        square = limbs(BigInteger.ONE.shiftLeft(512).mod(value));
    }

    static long[] limbs(BigInteger v) {
        return new long[] {v.longValue(), v.shiftRight(64).longValue(), v.shiftRight(128).longValue(),
            v.shiftRight(192).longValue()};
    }
}
