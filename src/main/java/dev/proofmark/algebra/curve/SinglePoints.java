package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.Fr;
import java.util.Arrays;

/// One point after the other: Pippenger's method on signed digits, buckets in Jacobian form.
///
/// **Cost** of n points with windows of c bits: 255/c (n + 2^c) additions, 255 doublings; a root is a power each.
final class SinglePoints implements ManyPoints {

    @Override
    public G1 sum(G1[] points, Fr[] scalars) {
        SignedDigits digits = new SignedDigits(SignedDigits.bestBits(points.length));
        int[][] split = new int[points.length][digits.windows()];
        for (int i = 0; i < points.length; i++) {
            digits.split(scalars[i], split[i]);
        }
        JacobianPoint sum = JacobianPoint.IDENTITY;
        for (int w = digits.windows() - 1; w >= 0; w--) {
            for (int b = 0; b < digits.bits(); b++) {
                sum = sum.twice();
            }
            sum = sum.add(window(points, split, w, 1 << digits.bits() - 1));
        }
        return sum.toAffine();
    }

    /// The sum of digit times point: bucket d - 1 collects the points of digit d, and is counted d times.
    private static JacobianPoint window(G1[] points, int[][] split, int w, int count) {
        JacobianPoint[] buckets = new JacobianPoint[count];
        Arrays.fill(buckets, JacobianPoint.IDENTITY);
        for (int i = 0; i < points.length; i++) {
            int digit = split[i][w];
            if (digit != 0) {
                int bucket = Math.abs(digit) - 1;
                buckets[bucket] = buckets[bucket].add(digit > 0 ? points[i] : points[i].negate());
            }
        }
        JacobianPoint upper = JacobianPoint.IDENTITY;
        JacobianPoint sum = JacobianPoint.IDENTITY;
        for (int d = count - 1; d >= 0; d--) {
            upper = upper.add(buckets[d]);
            sum = sum.add(upper);
        }
        return sum;
    }

    @Override
    public Fp[] squareRoots(Fp[] elements) {
        return Arrays.stream(elements).map(Fp::sqrt).toArray(Fp[]::new);
    }
}
