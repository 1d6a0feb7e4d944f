package dev.proofmark.argument.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import org.junit.jupiter.api.Test;

/// Sums of multiples of points, against the points added one by one.
class EquationSumTest {
    private static final Generators GENERATORS = Generators.upTo(4);
    private static final G1 P = G1.GENERATOR.multiply(Fr.of(5));
    private static final G1 Q = G1.GENERATOR.multiply(Fr.of(9));

    private static EquationSum sum(long p, long q, long generator, long blinding) {
        EquationSum sum = new EquationSum(GENERATORS);
        sum.add(P, Fr.of(p));
        sum.add(Q, Fr.of(q));
        sum.addGenerator(2, Fr.of(generator));
        sum.addBlinding(Fr.of(blinding));
        return sum;
    }

    private static G1 value(long p, long q, long generator, long blinding) {
        return P.multiply(Fr.of(p)).add(Q.multiply(Fr.of(q))).add(GENERATORS.get(2).multiply(Fr.of(generator)))
                .add(GENERATORS.h().multiply(Fr.of(blinding)));
    }

    @Test
    void isTheSumOfItsTerms() {
        assertThat(sum(3, -4, 5, -6).value()).isEqualTo(value(3, -4, 5, -6));
        EquationSum twice = sum(3, -4, 5, -6);
        twice.add(P, Fr.of(7));
        twice.addGenerator(2, Fr.of(7));
        twice.addBlinding(Fr.of(7));
        assertThat(twice.value()).isEqualTo(value(10, -4, 12, 1));
        assertThat(twice.coefficient(P)).isEqualTo(Fr.of(10));
        assertThat(twice.coefficient(G1.GENERATOR)).isEqualTo(Fr.ZERO);
        assertThat(twice.isIdentity()).isFalse();
    }

    @Test
    void isTheIdentityOnlyWhereEverythingCancels() {
        assertThat(new EquationSum(GENERATORS).isIdentity()).isTrue();
        assertThat(sum(9, -5, 0, 0).isIdentity()).isTrue();
        assertThat(sum(9, -5, 0, 1).isIdentity()).isFalse();
        assertThat(sum(9, -5, 1, 0).isIdentity()).isFalse();
        assertThat(sum(9, -4, 0, 0).isIdentity()).isFalse();
    }

    @Test
    void takesMultiplesOfOtherSums() {
        EquationSum total = sum(1, 1, 1, 1);
        total.addMultiple(sum(3, -4, 5, -6), Fr.of(10));
        assertThat(total.value()).isEqualTo(value(31, -39, 51, -59));
        total.addMultiple(sum(31, -39, 51, -59), Fr.ONE.negate());
        assertThat(total.isIdentity()).isTrue();
        EquationSum shorter = new EquationSum(Generators.upTo(1));
        shorter.addGenerator(0, Fr.of(2));
        total.addMultiple(shorter, Fr.of(3));
        assertThat(total.value()).isEqualTo(GENERATORS.get(0).multiply(Fr.of(6)));
    }
}
