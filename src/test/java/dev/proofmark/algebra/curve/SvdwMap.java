package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;

/// The Shallue-van de Woestijne map from Fp to BN254 G1: y^2 = g(x) = x^3 + 3.
///
/// **Z** is found as RFC 9380, appendix H.1, says: the first of 1, -1, 2, -2, .. with g(Z) != 0, -(3 Z^2 + 4A) / (4 g(Z))
/// a nonzero square (A = 0 here), and g(Z) or g(-Z/2) a square. For BN254 that is **Z = 1**: g(1) = 4 is a square,
/// and -3/16 is one because p = 1 mod 3.
///
/// Constants (section 6.6.1): c1 = g(Z) = 4, c2 = -Z/2, c3 = sqrt(-3 Z^2 g(Z)) with even canonical value,
/// c4 = -4 g(Z) / (3 Z^2) = -16/3.
final class SvdwMap {
    static final Fp Z = findZ();

    private static final Fp C1 = G1.curveEquation(Z);
    private static final Fp C2 = Z.negate().multiply(Fp.of(2).inverse());
    private static final Fp THREE_Z_SQUARED = Fp.of(3).multiply(Z.square());
    private static final Fp C3 = G1.withParity(C1.multiply(THREE_Z_SQUARED).negate().sqrt(), false);
    private static final Fp C4 = Fp.of(4).multiply(C1).multiply(THREE_Z_SQUARED.inverse()).negate();

    private SvdwMap() {}

    private static Fp findZ() {
        for (int i = 1;; i++) {
            for (Fp z : new Fp[] {Fp.of(i), Fp.of(-i)}) {
                if (isUsable(z)) {
                    return z;
                }
            }
        }
    }

    private static boolean isUsable(Fp z) {
        Fp gz = G1.curveEquation(z);
        if (gz.isZero()) {
            return false;
        }
        Fp ratio = Fp.of(3).multiply(z.square()).multiply(Fp.of(4).multiply(gz).inverse()).negate();
        Fp half = z.negate().multiply(Fp.of(2).inverse());
        return !ratio.isZero()
                && ratio.sqrt() != null
                && (gz.sqrt() != null || G1.curveEquation(half).sqrt() != null);
    }

    /// The image of u. **Cost**: one inversion and at most three square roots.
    static G1 map(Fp u) {
        Fp t = u.square().multiply(C1);
        Fp plus = Fp.ONE.add(t);
        Fp minus = Fp.ONE.subtract(t);
        Fp product = plus.multiply(minus);
        Fp inverse = product.isZero() ? Fp.ZERO : FastInverse.of(product);
        Fp shift = u.multiply(minus).multiply(inverse).multiply(C3);

        Fp x = C2.subtract(shift);
        Fp y = G1.curveEquation(x).sqrt();
        if (y == null) {
            x = C2.add(shift);
            y = G1.curveEquation(x).sqrt();
        }
        if (y == null) {
            x = plus.square().multiply(inverse).square().multiply(C4).add(Z);
            y = G1.curveEquation(x).sqrt();
        }
        return G1.trusted(x, G1.withParity(y, u.isOdd()));
    }
}
