package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/// The inverse of one element of Fp by division steps: a greatest common divisor that looks only at low bits, 62 steps
/// at a time on machine words, whose 2x2 matrix is then applied to the long numbers.
///
/// Invariants, x being the element: d x = f and e x = g modulo p; f is odd; f and g shrink until g = 0 and f = 1 or -1, so
/// that f d is the inverse. Numbers are five signed limbs of radix 2^62; d and e stay between -2p and p.
///
/// Run time depends on the element. **Reference**: Bernstein and Yang, Fast constant-time gcd computation and modular
/// inversion (2019).
final class FastInverse {
    private static final int LIMBS = 5;
    private static final int STEPS = 62;
    private static final long MASK = (1L << STEPS) - 1;
    private static final long[] PRIME = limbs(Fp.order());
    private static final long PRIME_INVERSE =
            Fp.order().modInverse(BigInteger.ONE.shiftLeft(STEPS)).longValueExact();
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long[] f = PRIME.clone();
    private final long[] g;
    private final long[] d = new long[LIMBS];
    private final long[] e = {1, 0, 0, 0, 0};
    private long eta = -1;
    private long u;
    private long v;
    private long q;
    private long r;

    private FastInverse(long[] x) {
        g = x;
    }

    /// 1 / x. **Errors**: [ArithmeticException] for zero.
    static Fp of(Fp x) {
        if (x.isZero()) {
            throw new ArithmeticException("Zero has no inverse");
        }
        return new FastInverse(limbs(x.encode())).run();
    }

    private Fp run() {
        while ((g[0] | g[1] | g[2] | g[3] | g[4]) != 0) {
            step(f[0] | f[1] << STEPS, g[0] | g[1] << STEPS);
            applyToCofactors();
            applyToValues();
        }
        normalise();
        return Fp.decode(bytes(d), 0);
    }

    /// 62 division steps on the low words of f and g: sets the matrix (u v; q r), scaled by 2^62.
    private void step(long f, long g) {
        long u = 1;
        long v = 0;
        long q = 0;
        long r = 1;
        long eta = this.eta;
        int left = STEPS;
        while (true) {
            int zeros = Long.numberOfTrailingZeros(g | -1L << left);
            g >>>= zeros;
            u <<= zeros;
            v <<= zeros;
            eta -= zeros;
            left -= zeros;
            if (left == 0) {
                break;
            }
            if (eta < 0) {
                eta = -eta;
                long t = f;
                f = g;
                g = -t;
                t = u;
                u = q;
                q = -t;
                t = v;
                v = r;
                r = -t;
            }
            // f (2 - f^2) is 1/f modulo 2^6: one multiple of f clears up to six low bits of g, never past the next swap.
            int clear = (int) Math.min(Math.min(eta + 1, left), 6);
            long w = g * f * (f * f - 2) & (1L << clear) - 1;
            g += f * w;
            q += u * w;
            r += v * w;
        }
        this.eta = eta;
        this.u = u;
        this.v = v;
        this.q = q;
        this.r = r;
    }

    /// (f, g) becomes the matrix times (f, g), over 2^62: exact.
    private void applyToValues() {
        long lowF = 0;
        long highF = 0;
        long lowG = 0;
        long highG = 0;
        for (int i = 0; i < LIMBS; i++) {
            long a = f[i];
            long b = g[i];
            long p = u * a;
            long s = v * b;
            lowF += p;
            highF += Math.multiplyHigh(u, a) + carry(lowF, p);
            lowF += s;
            highF += Math.multiplyHigh(v, b) + carry(lowF, s);
            p = q * a;
            s = r * b;
            lowG += p;
            highG += Math.multiplyHigh(q, a) + carry(lowG, p);
            lowG += s;
            highG += Math.multiplyHigh(r, b) + carry(lowG, s);
            if (i > 0) {
                f[i - 1] = lowF & MASK;
                g[i - 1] = lowG & MASK;
            }
            lowF = lowF >>> STEPS | highF << 64 - STEPS;
            highF >>= STEPS;
            lowG = lowG >>> STEPS | highG << 64 - STEPS;
            highG >>= STEPS;
        }
        f[LIMBS - 1] = lowF;
        g[LIMBS - 1] = lowG;
    }

    /// (d, e) becomes the matrix times (d, e), plus the multiples of p that make it divisible, over 2^62.
    private void applyToCofactors() {
        long dNegative = d[LIMBS - 1] >> 63;
        long eNegative = e[LIMBS - 1] >> 63;
        long primesD = (u & dNegative) + (v & eNegative);
        long primesE = (q & dNegative) + (r & eNegative);
        primesD -= PRIME_INVERSE * (u * d[0] + v * e[0]) + primesD & MASK;
        primesE -= PRIME_INVERSE * (q * d[0] + r * e[0]) + primesE & MASK;
        combine(primesD, primesE);
    }

    private void combine(long primesD, long primesE) {
        long lowD = 0;
        long highD = 0;
        long lowE = 0;
        long highE = 0;
        for (int i = 0; i < LIMBS; i++) {
            long a = d[i];
            long b = e[i];
            long c = PRIME[i];
            long s = u * a;
            lowD += s;
            highD += Math.multiplyHigh(u, a) + carry(lowD, s);
            s = v * b;
            lowD += s;
            highD += Math.multiplyHigh(v, b) + carry(lowD, s);
            s = primesD * c;
            lowD += s;
            highD += Math.multiplyHigh(primesD, c) + carry(lowD, s);
            s = q * a;
            lowE += s;
            highE += Math.multiplyHigh(q, a) + carry(lowE, s);
            s = r * b;
            lowE += s;
            highE += Math.multiplyHigh(r, b) + carry(lowE, s);
            s = primesE * c;
            lowE += s;
            highE += Math.multiplyHigh(primesE, c) + carry(lowE, s);
            if (i > 0) {
                d[i - 1] = lowD & MASK;
                e[i - 1] = lowE & MASK;
            }
            lowD = lowD >>> STEPS | highD << 64 - STEPS;
            highD >>= STEPS;
            lowE = lowE >>> STEPS | highE << 64 - STEPS;
            highE >>= STEPS;
        }
        d[LIMBS - 1] = lowD;
        e[LIMBS - 1] = lowE;
    }

    /// Makes d the inverse itself, between 0 and p - 1.
    private void normalise() {
        if (f[LIMBS - 1] < 0) {
            addMultiple(0, -1);
        }
        while (d[LIMBS - 1] < 0) {
            addMultiple(1, 1);
        }
        while (isAtLeastPrime()) {
            addMultiple(-1, 1);
        }
    }

    /// d = sign d + k p.
    private void addMultiple(long k, long sign) {
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            long sum = sign * d[i] + k * PRIME[i] + carry;
            d[i] = i < LIMBS - 1 ? sum & MASK : sum;
            carry = sum >> STEPS;
        }
    }

    private boolean isAtLeastPrime() {
        for (int i = LIMBS - 1; i >= 0; i--) {
            if (d[i] != PRIME[i]) {
                return d[i] > PRIME[i];
            }
        }
        return true;
    }

    /// 1 if adding `term` to give `sum` overflowed, as unsigned numbers.
    private static long carry(long sum, long term) {
        return Long.compareUnsigned(sum, term) < 0 ? 1 : 0;
    }

    private static long[] limbs(BigInteger x) {
        long[] out = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            out[i] = x.shiftRight(i * STEPS).longValue() & MASK;
        }
        return out;
    }

    private static long[] limbs(byte[] x) {
        long a = (long) WORD.get(x, 24);
        long b = (long) WORD.get(x, 16);
        long c = (long) WORD.get(x, 8);
        long h = (long) WORD.get(x, 0);
        return new long[] {
            a & MASK, (a >>> 62 | b << 2) & MASK, (b >>> 60 | c << 4) & MASK, (c >>> 58 | h << 6) & MASK, h >>> 56
        };
    }

    private static byte[] bytes(long[] x) {
        byte[] out = new byte[32];
        WORD.set(out, 24, x[0] | x[1] << 62);
        WORD.set(out, 16, x[1] >>> 2 | x[2] << 60);
        WORD.set(out, 8, x[2] >>> 4 | x[3] << 58);
        WORD.set(out, 0, x[3] >>> 6 | x[4] << 56);
        return out;
    }
}
