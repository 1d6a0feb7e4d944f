package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.field.Fp;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FastInverseTest {
    private static final long SEED = 20_07;

    @Test
    void agreesWithBigInteger() {
        Random random = new Random(SEED);
        List<BigInteger> values = new ArrayList<>();
        for (int i = 0; i < 254; i++) {
            BigInteger power = BigInteger.ONE.shiftLeft(i);
            for (int d = -2; d <= 2; d++) {
                values.add(power.add(BigInteger.valueOf(d)).mod(Points.P));
                values.add(Points.P.subtract(power).add(BigInteger.valueOf(d)).mod(Points.P));
            }
        }
        values.add(Points.P.shiftRight(1));
        values.add(Points.P.shiftRight(1).add(BigInteger.ONE));
        for (int i = 0; i < 5000; i++) {
            values.add(new BigInteger(1 + random.nextInt(254), random).mod(Points.P));
        }
        for (BigInteger value : values) {
            if (value.signum() != 0) {
                assertThat(FastInverse.of(Fp.of(value)).toBigInteger())
                        .as("seed %d, value %x", SEED, value)
                        .isEqualTo(value.modInverse(Points.P));
            }
        }
    }

    @Test
    void refusesZero() {
        assertThatThrownBy(() -> FastInverse.of(Fp.ZERO)).isInstanceOf(ArithmeticException.class);
    }
}
