package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.Fr;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class G1Test {
    private static final long SEED = 20_01;

    @Test
    void obeysTheGroupLaws() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20; i++) {
            G1 a = Points.ofLogarithm(Points.scalar(random));
            G1 b = Points.ofLogarithm(Points.scalar(random));
            G1 c = Points.ofLogarithm(Points.scalar(random));
            assertThat(a.add(b)).as("seed %d, case %d", SEED, i).isEqualTo(b.add(a));
            assertThat(a.add(b).add(c)).as("seed %d, case %d", SEED, i).isEqualTo(a.add(b.add(c)));
            assertThat(a.add(G1.IDENTITY)).isEqualTo(a);
            assertThat(G1.IDENTITY.add(a)).isEqualTo(a);
            assertThat(a.add(a.negate())).isEqualTo(G1.IDENTITY);
            assertThat(a.subtract(b)).isEqualTo(a.add(b.negate()));
            assertThat(a.add(a)).isEqualTo(a.multiply(Fr.of(2)));
        }
    }

    @Test
    void multipliesLinearly() {
        Random random = new Random(SEED + 1);
        for (int i = 0; i < 20; i++) {
            Fr k = Points.scalar(random);
            Fr m = Points.scalar(random);
            G1 point = Points.ofLogarithm(Points.uniform(random));
            assertThat(point.multiply(k).add(point.multiply(m)))
                    .as("seed %d, case %d", SEED + 1, i)
                    .isEqualTo(point.multiply(k.add(m)));
            assertThat(point.multiply(k).multiply(m)).isEqualTo(point.multiply(k.multiply(m)));
        }
    }

    @Test
    void hasOrderR() {
        assertThat(G1.GENERATOR.multiply(Fr.of(-1))).isEqualTo(G1.GENERATOR.negate());
        assertThat(G1.GENERATOR.multiply(Fr.ZERO)).isEqualTo(G1.IDENTITY);
        assertThat(G1.IDENTITY.multiply(Fr.of(5))).isEqualTo(G1.IDENTITY);
        assertThat(G1.GENERATOR.multiply(Fr.ONE)).isEqualTo(G1.GENERATOR);
    }

    /// Twice (1, 2), as in the vectors of EIP-196 for the addition precompile.
    @Test
    void doublesTheGenerator() {
        G1 twice = G1.GENERATOR.add(G1.GENERATOR);
        assertThat(twice.x().toBigInteger())
                .isEqualTo(new BigInteger("030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3", 16));
        assertThat(twice.y().toBigInteger())
                .isEqualTo(new BigInteger("15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4", 16));
    }

    @Test
    void jacobianAdditionMeetsEveryCase() {
        G1 a = Points.ofLogarithm(Fr.of(77));
        G1 b = Points.ofLogarithm(Fr.of(1234));
        JacobianPoint scaledA = JacobianPoint.of(a).twice().add(a.negate());
        JacobianPoint scaledB = JacobianPoint.of(b).twice().add(b.negate());
        assertThat(scaledA.add(scaledB).toAffine()).isEqualTo(a.add(b));
        assertThat(scaledA.add(scaledA).toAffine()).isEqualTo(a.add(a));
        assertThat(scaledA.add(JacobianPoint.of(a)).toAffine()).isEqualTo(a.add(a));
        assertThat(scaledA.add(a).toAffine()).isEqualTo(a.add(a));
        assertThat(scaledA.add(a.negate()).isIdentity()).isTrue();
        assertThat(scaledA.add(JacobianPoint.of(a.negate())).isIdentity()).isTrue();
        assertThat(JacobianPoint.IDENTITY.add(scaledA).toAffine()).isEqualTo(a);
        assertThat(scaledA.add(JacobianPoint.IDENTITY).toAffine()).isEqualTo(a);
        assertThat(JacobianPoint.IDENTITY.twice().isIdentity()).isTrue();
        assertThat(JacobianPoint.toAffine(new JacobianPoint[] {scaledA, JacobianPoint.IDENTITY, scaledB}))
                .containsExactly(a, G1.IDENTITY, b);
    }

    @Test
    void refusesPointsOffTheCurve() {
        assertThatThrownBy(() -> G1.of(Fp.ONE, Fp.ONE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(G1.of(Fp.ONE, Fp.of(-2))).isEqualTo(G1.GENERATOR.negate());
    }

    @Test
    void identityHasNoCoordinates() {
        assertThatThrownBy(G1.IDENTITY::encode).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(G1.IDENTITY::affineBytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(G1.IDENTITY::x).isInstanceOf(IllegalStateException.class);
        assertThat(G1.IDENTITY.negate()).isEqualTo(G1.IDENTITY);
        assertThat(G1.IDENTITY).hasSameHashCodeAs(G1.GENERATOR.add(G1.GENERATOR.negate()));
    }
}
