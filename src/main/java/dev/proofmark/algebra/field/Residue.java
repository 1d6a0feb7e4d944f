package dev.proofmark.algebra.field;

import java.math.BigInteger;

/// A residue in Montgomery form: `l0 + l1 2^64 + l2 2^128 + l3 2^192 = value * 2^256 mod prime`, always below the prime.
///
/// The limbs are written once, by the static operations below into a new object that nobody else has seen, and never
/// change after that; [#published] orders those writes before the object escapes. The two subclasses give the types;
/// no arithmetic is written twice.
/// **Cost** every operation but inversion is free of branches on values.
abstract sealed class Residue permits Fr, Fp {

    long l0;
    long l1;
    long l2;
    long l3;

    abstract Modulus modulus();

    /// Canonical value, 0 <= value < prime.
    public final BigInteger toBigInteger() {
        return new BigInteger(1, encode());
    }

    /// 32 bytes, big-endian, canonical.
    public final byte[] encode() {
        byte[] out = new byte[32];
        encodeTo(out, 0);
        return out;
    }

    /// Writes [#encode] at `offset`.
    public final void encodeTo(byte[] out, int offset) {
        long[] c = canonical();
        for (int i = 0; i < 32; i++) {
            out[offset + i] = (byte) (c[3 - (i >>> 3)] >>> (56 - 8 * (i & 7)));
        }
    }

    public final boolean isZero() {
        return (l0 | l1 | l2 | l3) == 0;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Residue x && x.getClass() == getClass()
                && ((x.l0 ^ l0) | (x.l1 ^ l1) | (x.l2 ^ l2) | (x.l3 ^ l3)) == 0;
    }

    @Override
    public final int hashCode() {
        long h = l0 ^ Long.rotateLeft(l1, 17) ^ Long.rotateLeft(l2, 31) ^ Long.rotateLeft(l3, 47);
        return Long.hashCode(h);
    }

    /// Never shows the value: an element may be a secret and a string may reach a log. Use [#toBigInteger].
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(hidden)";
    }

    final long[] canonical() {
        Fr scratch = new Fr();
        MontgomeryProduct.multiply(scratch, this, Fr.RAW_ONE, modulus());
        return new long[] {scratch.l0, scratch.l1, scratch.l2, scratch.l3};
    }

    static <T extends Residue> T published(T fresh) {
        java.lang.invoke.VarHandle.storeStoreFence();
        return fresh;
    }

    final void assign(long[] limbs) {
        l0 = limbs[0];
        l1 = limbs[1];
        l2 = limbs[2];
        l3 = limbs[3];
    }

    /// Brings a canonical value into Montgomery form.
    final void assignCanonical(long c0, long c1, long c2, long c3) {
        Fr raw = new Fr();
        raw.l0 = c0;
        raw.l1 = c1;
        raw.l2 = c2;
        raw.l3 = c3;
        MontgomeryProduct.multiply(this, raw, modulus() == Modulus.R ? Fr.RAW_SQUARE : Fp.RAW_SQUARE, modulus());
    }

    final void assign(BigInteger value) {
        long[] c = Modulus.limbs(value.mod(modulus().value));
        assignCanonical(c[0], c[1], c[2], c[3]);
    }

    /// Reads 32 big-endian bytes; false, and the object is unusable, if they are not below the prime.
    final boolean assignDecoded(byte[] in, int offset) {
        long c3 = readLong(in, offset);
        long c2 = readLong(in, offset + 8);
        long c1 = readLong(in, offset + 16);
        long c0 = readLong(in, offset + 24);
        Modulus m = modulus();
        long d = c0 - m.p0;
        long borrow = borrow(c0, m.p0, d);
        d = c1 - m.p1 - borrow;
        borrow = borrow(c1, m.p1, d);
        d = c2 - m.p2 - borrow;
        borrow = borrow(c2, m.p2, d);
        d = c3 - m.p3 - borrow;
        if (borrow(c3, m.p3, d) == 0) {
            return false;
        }
        assignCanonical(c0, c1, c2, c3);
        return true;
    }

    private static long readLong(byte[] in, int offset) {
        long v = 0;
        for (int i = 0; i < 8; i++) {
            v = v << 8 | (in[offset + i] & 0xff);
        }
        return v;
    }

    static void add(Residue out, Residue a, Residue b, Modulus m) {
        long s0 = a.l0 + b.l0;
        long c = carry(a.l0, b.l0, s0);
        long s1 = a.l1 + b.l1 + c;
        c = carry(a.l1, b.l1, s1);
        long s2 = a.l2 + b.l2 + c;
        c = carry(a.l2, b.l2, s2);
        reduceOnce(out, s0, s1, s2, a.l3 + b.l3 + c, m);
    }

    static void subtract(Residue out, Residue a, Residue b, Modulus m) {
        long d0 = a.l0 - b.l0;
        long w = borrow(a.l0, b.l0, d0);
        long d1 = a.l1 - b.l1 - w;
        w = borrow(a.l1, b.l1, d1);
        long d2 = a.l2 - b.l2 - w;
        w = borrow(a.l2, b.l2, d2);
        long d3 = a.l3 - b.l3 - w;
        addMasked(out, d0, d1, d2, d3, d3 >> 63, m);
    }

    /// `out = s` or `s - prime`, whichever is in range; s below twice the prime.
    static void reduceOnce(Residue out, long s0, long s1, long s2, long s3, Modulus m) {
        long d0 = s0 - m.p0;
        long w = borrow(s0, m.p0, d0);
        long d1 = s1 - m.p1 - w;
        w = borrow(s1, m.p1, d1);
        long d2 = s2 - m.p2 - w;
        w = borrow(s2, m.p2, d2);
        long d3 = s3 - m.p3 - w;
        long keep = d3 >> 63;
        out.l0 = d0 ^ (keep & (d0 ^ s0));
        out.l1 = d1 ^ (keep & (d1 ^ s1));
        out.l2 = d2 ^ (keep & (d2 ^ s2));
        out.l3 = d3 ^ (keep & (d3 ^ s3));
    }

    /// `out = d + (mask & prime)`, mask all ones or zero.
    static void addMasked(Residue out, long d0, long d1, long d2, long d3, long mask, Modulus m) {
        long q0 = m.p0 & mask;
        long q1 = m.p1 & mask;
        long q2 = m.p2 & mask;
        long s0 = d0 + q0;
        long c = carry(d0, q0, s0);
        long s1 = d1 + q1 + c;
        c = carry(d1, q1, s1);
        long s2 = d2 + q2 + c;
        c = carry(d2, q2, s2);
        out.l0 = s0;
        out.l1 = s1;
        out.l2 = s2;
        out.l3 = d3 + (m.p3 & mask) + c;
    }

    /// Carry out of the addition of a and b (and a carry) that gave sum.
    static long carry(long a, long b, long sum) {
        return ((a & b) | ((a | b) & ~sum)) >>> 63;
    }

    /// Borrow out of the subtraction of b (and a borrow) from a that gave difference.
    static long borrow(long a, long b, long difference) {
        return ((~a & b) | ((~a | b) & difference)) >>> 63;
    }

    /// `out = base^exponent`, exponent not negative; four bits at a time.
    static void power(Residue out, Residue base, BigInteger exponent, Residue[] table, long[] one, Modulus m) {
        table[0].assign(one);
        for (int i = 1; i < 16; i++) {
            MontgomeryProduct.multiply(table[i], table[i - 1], base, m);
        }
        out.assign(one);
        for (int i = (exponent.bitLength() + 3) / 4 - 1; i >= 0; i--) {
            for (int j = 0; j < 4; j++) {
                MontgomeryProduct.multiply(out, out, out, m);
            }
            int digit = 0;
            for (int j = 3; j >= 0; j--) {
                digit = 2 * digit + (exponent.testBit(4 * i + j) ? 1 : 0);
            }
            MontgomeryProduct.multiply(out, out, table[digit], m);
        }
    }
}
