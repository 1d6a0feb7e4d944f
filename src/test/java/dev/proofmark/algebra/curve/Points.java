package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fr;
import java.math.BigInteger;
import java.util.Random;

/// Seeded points and scalars, edge values first.
public final class Points {
    private Points() {}

    public static final BigInteger R =
            new BigInteger("21888242871839275222246405745257275088548364400416034343698204186575808495617");
    public static final BigInteger P =
            new BigInteger("21888242871839275222246405745257275088696311157297823662689037894645226208583");

    public static Fr scalar(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> Fr.ZERO;
            case 1 -> Fr.ONE;
            case 2 -> Fr.of(-1);
            case 3 -> Fr.of(R.shiftRight(1));
            case 4 -> Fr.of(random.nextInt(-300, 300));
            case 5 -> Fr.of(BigInteger.ONE.shiftLeft(random.nextInt(254)).subtract(BigInteger.valueOf(random.nextInt(3))));
            default -> uniform(random);
        };
    }

    public static Fr uniform(Random random) {
        return Fr.of(new BigInteger(320, random));
    }

    /// The point with discrete logarithm k to the customary generator.
    public static G1 ofLogarithm(Fr k) {
        return G1.GENERATOR.multiply(k);
    }

    public static G1[] random(int count, Random random) {
        G1[] out = new G1[count];
        G1 step = ofLogarithm(uniform(random));
        G1 at = ofLogarithm(uniform(random));
        JacobianPoint[] chain = new JacobianPoint[count];
        JacobianPoint sum = JacobianPoint.of(at);
        for (int i = 0; i < count; i++) {
            chain[i] = sum;
            sum = sum.add(step);
        }
        return JacobianPoint.toAffine(chain);
    }

    /// The sum of multiples, one point at a time.
    public static G1 naive(G1[] points, Fr[] scalars) {
        JacobianPoint sum = JacobianPoint.IDENTITY;
        for (int i = 0; i < points.length; i++) {
            sum = sum.add(JacobianPoint.multiply(points[i], scalars[i]));
        }
        return sum.toAffine();
    }
}
