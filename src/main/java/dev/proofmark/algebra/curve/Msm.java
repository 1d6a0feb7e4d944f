package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fr;
import java.util.Arrays;

/// Multi-scalar multiplication: the sum of k_i P_i. Nothing is assumed about the points: equal ones, opposite ones and
/// the identity are fine. Not constant in time: for public scalars.
public final class Msm {
    private static final int SMALL = 4;

    private Msm() {}

    /// The sum of `scalars[i]` times `points[i]`.
    ///
    /// **Requires**: as many scalars as points.
    public static G1 multiply(G1[] points, Fr[] scalars) {
        return multiply(points, scalars, ManyPoints.PRESENT);
    }

    static G1 multiply(G1[] points, Fr[] scalars, ManyPoints many) {
        if (points.length != scalars.length) {
            throw new IllegalArgumentException(
                    "Expected as many scalars as points, " + points.length + ", got " + scalars.length);
        }
        G1[] present = new G1[points.length];
        Fr[] factors = new Fr[points.length];
        int n = 0;
        for (int i = 0; i < points.length; i++) {
            if (!points[i].isIdentity() && !scalars[i].isZero()) {
                present[n] = points[i];
                factors[n++] = scalars[i];
            }
        }
        return n <= SMALL ? oneByOne(present, factors, n)
                : many.sum(Arrays.copyOf(present, n), Arrays.copyOf(factors, n));
    }

    private static G1 oneByOne(G1[] points, Fr[] scalars, int n) {
        JacobianPoint sum = JacobianPoint.IDENTITY;
        for (int i = 0; i < n; i++) {
            sum = sum.add(JacobianPoint.multiply(points[i], scalars[i]));
        }
        return sum.toAffine();
    }
}
