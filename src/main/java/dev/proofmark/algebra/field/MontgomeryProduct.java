package dev.proofmark.algebra.field;

/// Montgomery multiplication of two residues of four 64-bit limbs, `out = a b 2^-256 mod prime`.
///
/// Row by row: `a_i b` is added to the columns, then the multiple `q prime` that clears the lowest one. Inside a column
/// there are no carries: for every 64-bit half product x that belongs to it, `s` adds x and `h` adds x >>> 32. The sum of
/// all x is then `h 2^32 + t` with `t = s - (h << 32)` below 2^36, so what goes up to the next column is
/// `(h + (t >>> 32)) >>> 32`. The loop over the rows stays a loop: unrolled, it does not fit the registers.
/// **Range** factors below the prime give a product below twice the prime before the final subtraction; so does one
/// factor below 2^255.
final class MontgomeryProduct {

    private MontgomeryProduct() {
    }

    /// Aliasing of `out` with a factor is allowed.
    static void multiply(Residue out, Residue a, Residue b, Modulus m) {
        long b0 = b.l0;
        long b1 = b.l1;
        long b2 = b.l2;
        long b3 = b.l3;
        long p0 = m.p0;
        long p1 = m.p1;
        long p2 = m.p2;
        long p3 = m.p3;
        long inverse = m.negativeInverse;
        long row = a.l0;
        long row1 = a.l1;
        long row2 = a.l2;
        long row3 = a.l3;
        long s0 = 0;
        long s1 = 0;
        long s2 = 0;
        long s3 = 0;
        long h0 = 0;
        long h1 = 0;
        long h2 = 0;
        long h3 = 0;
        for (int i = 0; i < 4; i++) {
            long x = row * b0;
            s0 += x;
            h0 += x >>> 32;
            x = row * b1;
            s1 += x;
            h1 += x >>> 32;
            x = row * b2;
            s2 += x;
            h2 += x >>> 32;
            x = row * b3;
            s3 += x;
            h3 += x >>> 32;
            x = Math.unsignedMultiplyHigh(row, b0);
            s1 += x;
            h1 += x >>> 32;
            x = Math.unsignedMultiplyHigh(row, b1);
            s2 += x;
            h2 += x >>> 32;
            x = Math.unsignedMultiplyHigh(row, b2);
            s3 += x;
            h3 += x >>> 32;
            long s4 = Math.unsignedMultiplyHigh(row, b3);
            long h4 = s4 >>> 32;
            long q = s0 * inverse;
            h0 += -s0 >>> 32;
            x = q * p1;
            s1 += x;
            h1 += x >>> 32;
            x = q * p2;
            s2 += x;
            h2 += x >>> 32;
            x = q * p3;
            s3 += x;
            h3 += x >>> 32;
            x = Math.unsignedMultiplyHigh(q, p0);
            s1 += x;
            h1 += x >>> 32;
            x = Math.unsignedMultiplyHigh(q, p1);
            s2 += x;
            h2 += x >>> 32;
            x = Math.unsignedMultiplyHigh(q, p2);
            s3 += x;
            h3 += x >>> 32;
            x = Math.unsignedMultiplyHigh(q, p3);
            s4 += x;
            h4 += x >>> 32;
            // the lowest column is now a multiple of 2^64
            x = h0 + (-(h0 << 32) >>> 32) >>> 32;
            s0 = s1 + x;
            h0 = h1;
            s1 = s2;
            h1 = h2;
            s2 = s3;
            h2 = h3;
            s3 = s4;
            h3 = h4;
            row = row1;
            row1 = row2;
            row2 = row3;
        }
        s1 += h0 + (s0 - (h0 << 32) >>> 32) >>> 32;
        s2 += h1 + (s1 - (h1 << 32) >>> 32) >>> 32;
        s3 += h2 + (s2 - (h2 << 32) >>> 32) >>> 32;
        Residue.reduceOnce(out, s0, s1, s2, s3, m);
    }
}
