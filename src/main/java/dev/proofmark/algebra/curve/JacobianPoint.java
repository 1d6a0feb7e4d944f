package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.Fr;

/// A point as (X, Y, Z) with x = X / Z^2 and y = Y / Z^3; the identity has Z = 0. For chains of additions where each
/// needs the one before, so that no inversion can be shared.
///
/// **Reference**: Bernstein and Lange, Explicit-Formulas Database, short Weierstrass curves with a = 0.
record JacobianPoint(Fp x, Fp y, Fp z) {
    static final JacobianPoint IDENTITY = new JacobianPoint(Fp.ONE, Fp.ONE, Fp.ZERO);

    private static final int WINDOW_BITS = 4;
    private static final int DIGITS = 256 / WINDOW_BITS;

    static JacobianPoint of(G1 point) {
        return point.isIdentity() ? IDENTITY : new JacobianPoint(point.x(), point.y(), Fp.ONE);
    }

    boolean isIdentity() {
        return z.isZero();
    }

    /// **Cost**: 2 multiplications, 5 squarings.
    JacobianPoint twice() {
        if (isIdentity()) {
            return this;
        }
        Fp xx = x.square();
        Fp yy = y.square();
        Fp yyyy = yy.square();
        Fp halfD = x.add(yy).square().subtract(xx).subtract(yyyy);
        Fp d = halfD.add(halfD);
        Fp slope = xx.add(xx).add(xx);
        Fp outX = slope.square().subtract(d.add(d));
        Fp yyyy2 = yyyy.add(yyyy);
        Fp yyyy4 = yyyy2.add(yyyy2);
        Fp outY = slope.multiply(d.subtract(outX)).subtract(yyyy4.add(yyyy4));
        Fp yz = y.multiply(z);
        return new JacobianPoint(outX, outY, yz.add(yz));
    }

    /// **Cost**: 8 multiplications, 3 squarings.
    JacobianPoint add(G1 point) {
        if (point.isIdentity()) {
            return this;
        }
        if (isIdentity()) {
            return of(point);
        }
        Fp zz = z.square();
        Fp h = point.x().multiply(zz).subtract(x);
        Fp slope = point.y().multiply(z.multiply(zz)).subtract(y);
        if (h.isZero()) {
            return slope.isZero() ? twice() : IDENTITY;
        }
        return chord(x, y, z, h, slope);
    }

    /// **Cost**: 13 multiplications, 4 squarings.
    JacobianPoint add(JacobianPoint other) {
        if (other.isIdentity()) {
            return this;
        }
        if (isIdentity()) {
            return other;
        }
        Fp zz = z.square();
        Fp otherZz = other.z.square();
        Fp u = x.multiply(otherZz);
        Fp s = y.multiply(other.z.multiply(otherZz));
        Fp h = other.x.multiply(zz).subtract(u);
        Fp slope = other.y.multiply(z.multiply(zz)).subtract(s);
        if (h.isZero()) {
            return slope.isZero() ? twice() : IDENTITY;
        }
        return chord(u, s, z.multiply(other.z), h, slope);
    }

    private static JacobianPoint chord(Fp u, Fp s, Fp zProduct, Fp h, Fp slope) {
        Fp hh = h.square();
        Fp hhh = h.multiply(hh);
        Fp v = u.multiply(hh);
        Fp outX = slope.square().subtract(hhh).subtract(v.add(v));
        Fp outY = slope.multiply(v.subtract(outX)).subtract(s.multiply(hhh));
        return new JacobianPoint(outX, outY, zProduct.multiply(h));
    }

    /// k times `point`, by fixed four-bit windows.
    static JacobianPoint multiply(G1 point, Fr k) {
        if (point.isIdentity() || k.isZero()) {
            return IDENTITY;
        }
        JacobianPoint[] multiples = new JacobianPoint[1 << WINDOW_BITS];
        multiples[0] = IDENTITY;
        for (int i = 1; i < multiples.length; i++) {
            multiples[i] = multiples[i - 1].add(point);
        }
        byte[] bytes = k.encode();
        JacobianPoint sum = IDENTITY;
        for (int i = 0; i < DIGITS; i++) {
            for (int b = 0; b < WINDOW_BITS; b++) {
                sum = sum.twice();
            }
            int digit = (i & 1) == 0 ? (bytes[i >> 1] >> WINDOW_BITS) & 0xf : bytes[i >> 1] & 0xf;
            sum = sum.add(multiples[digit]);
        }
        return sum;
    }

    G1 toAffine() {
        return isIdentity() ? G1.IDENTITY : affine(z.inverse());
    }

    private G1 affine(Fp zInverse) {
        Fp zz = zInverse.square();
        return G1.trusted(x.multiply(zz), y.multiply(zz.multiply(zInverse)));
    }

    /// The affine forms of all points, with one inversion.
    static G1[] toAffine(JacobianPoint[] points) {
        G1[] out = new G1[points.length];
        Fp[] prefix = new Fp[points.length + 1];
        prefix[0] = Fp.ONE;
        for (int i = 0; i < points.length; i++) {
            prefix[i + 1] = points[i].isIdentity() ? prefix[i] : prefix[i].multiply(points[i].z);
        }
        Fp inverse = prefix[points.length].inverse();
        for (int i = points.length - 1; i >= 0; i--) {
            if (points[i].isIdentity()) {
                out[i] = G1.IDENTITY;
            } else {
                out[i] = points[i].affine(inverse.multiply(prefix[i]));
                inverse = inverse.multiply(points[i].z);
            }
        }
        return out;
    }
}
