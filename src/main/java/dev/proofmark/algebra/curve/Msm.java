package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fr;

/// Multi-scalar multiplication: the sum of k_i P_i.
public final class Msm {
    private Msm() {}

    public static G1 multiply(G1[] points, Fr[] scalars) {
        if (points.length != scalars.length) {
            throw new IllegalArgumentException(
                    "Expected as many scalars as points, " + points.length + ", got " + scalars.length);
        }
        int windowBits = 8;
        byte[][] digits = new byte[points.length][];
        for (int i = 0; i < points.length; i++) {
            digits[i] = scalars[i].encode();
        }
        JacobianPoint total = JacobianPoint.IDENTITY;
        for (int w = 0; w < 32; w++) {
            for (int b = 0; b < windowBits; b++) {
                total = total.twice();
            }
            JacobianPoint[] buckets = new JacobianPoint[256];
            java.util.Arrays.fill(buckets, JacobianPoint.IDENTITY);
            for (int i = 0; i < points.length; i++) {
                int d = digits[i][w] & 0xff;
                if (d != 0) {
                    buckets[d] = buckets[d].add(points[i]);
                }
            }
            JacobianPoint running = JacobianPoint.IDENTITY;
            JacobianPoint sum = JacobianPoint.IDENTITY;
            for (int d = 255; d > 0; d--) {
                running = running.add(buckets[d]);
                sum = sum.add(running);
            }
            total = total.add(sum);
        }
        return total.toAffine();
    }
}
