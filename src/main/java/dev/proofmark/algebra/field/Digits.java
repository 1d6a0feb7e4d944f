package dev.proofmark.algebra.field;

/// Conversion between a [Residue] and its place in a block of [BlockArray].
///
/// A stored element is five signed digits of radix 2^51, exact integers in `double`, whose value is congruent to
/// `element * 2^255`: half of what a residue holds, modulo the prime. **Range** what is read may be any value above
/// minus the prime and below twice the prime; what is written lies between -prime/2 and prime/2 with digits in
/// `[-2^50, 2^50)`.
final class Digits {

    static final int LIMBS = 5;
    static final int LANES = 8;
    static final int BLOCK = LIMBS * LANES;
    static final int RADIX_BITS = 51;

    private static final long MASK = (1L << RADIX_BITS) - 1;
    private static final long HALF = 1L << RADIX_BITS - 1;

    private Digits() {
    }

    /// Where limb 0 of an element lies; limb j is `8 j` further on.
    static int position(int index) {
        return (index >>> 3) * BLOCK + (index & 7);
    }

    static void read(double[] in, int position, Residue out, Modulus m) {
        long d0 = (long) in[position];
        long d1 = (long) in[position + LANES] + (d0 >> RADIX_BITS);
        long d2 = (long) in[position + 2 * LANES] + (d1 >> RADIX_BITS);
        long d3 = (long) in[position + 3 * LANES] + (d2 >> RADIX_BITS);
        long d4 = (long) in[position + 4 * LANES] + (d3 >> RADIX_BITS);
        d0 &= MASK;
        d1 &= MASK;
        d2 &= MASK;
        d3 &= MASK;
        Residue.addMasked(out, d0 | d1 << 51, d1 >>> 13 | d2 << 38, d2 >>> 26 | d3 << 25, d3 >>> 39 | d4 << 12,
                d4 >> 63, m);
        Residue.reduceOnce(out, out.l0, out.l1, out.l2, out.l3, m);
        Residue.add(out, out, out, m);
    }

    static void write(double[] out, int position, Residue x, Modulus m) {
        long odd = -(x.l0 & 1);
        long q0 = m.p0 & odd;
        long q1 = m.p1 & odd;
        long q2 = m.p2 & odd;
        long s0 = x.l0 + q0;
        long c = Residue.carry(x.l0, q0, s0);
        long s1 = x.l1 + q1 + c;
        c = Residue.carry(x.l1, q1, s1);
        long s2 = x.l2 + q2 + c;
        c = Residue.carry(x.l2, q2, s2);
        long s3 = x.l3 + (m.p3 & odd) + c;
        writeCentred(out, position, s0 >>> 1 | s1 << 63, s1 >>> 1 | s2 << 63, s2 >>> 1 | s3 << 63, s3 >>> 1, m);
    }

    private static void writeCentred(double[] out, int position, long v0, long v1, long v2, long v3, Modulus m) {
        long w = Residue.borrow(m.h0, v0, m.h0 - v0);
        w = Residue.borrow(m.h1, v1, m.h1 - v1 - w);
        w = Residue.borrow(m.h2, v2, m.h2 - v2 - w);
        long above = m.h3 - v3 - w >> 63;
        long q0 = m.p0 & above;
        long q1 = m.p1 & above;
        long q2 = m.p2 & above;
        long s0 = v0 - q0;
        w = Residue.borrow(v0, q0, s0);
        long s1 = v1 - q1 - w;
        w = Residue.borrow(v1, q1, s1);
        long s2 = v2 - q2 - w;
        w = Residue.borrow(v2, q2, s2);
        long s3 = v3 - (m.p3 & above) - w;
        writeDigits(out, position, s0 & MASK, (s0 >>> 51 | s1 << 13) & MASK, (s1 >>> 38 | s2 << 26) & MASK,
                (s2 >>> 25 | s3 << 39) & MASK, s3 >> 12);
    }

    /// Balances the digits and stores them.
    static void writeDigits(double[] out, int position, long d0, long d1, long d2, long d3, long d4) {
        long c = d0 + HALF >> RADIX_BITS;
        out[position] = d0 - (c << RADIX_BITS);
        long e1 = d1 + c;
        c = e1 + HALF >> RADIX_BITS;
        out[position + LANES] = e1 - (c << RADIX_BITS);
        long e2 = d2 + c;
        c = e2 + HALF >> RADIX_BITS;
        out[position + 2 * LANES] = e2 - (c << RADIX_BITS);
        long e3 = d3 + c;
        c = e3 + HALF >> RADIX_BITS;
        out[position + 3 * LANES] = e3 - (c << RADIX_BITS);
        out[position + 4 * LANES] = d4 + c;
    }
}
