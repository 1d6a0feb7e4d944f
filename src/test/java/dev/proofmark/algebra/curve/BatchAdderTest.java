package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.FpArray;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAdderTest {
    private static final long SEED = 20_05;

    private final FpArray outX = FpArray.zeros(2048 + BatchAdder.slack());
    private final FpArray outY = FpArray.zeros(2048 + BatchAdder.slack());

    private static void set(FpArray x, FpArray y, int i, G1 point) {
        x.set(i, point.isIdentity() ? Fp.ZERO : point.x());
        y.set(i, point.isIdentity() ? Fp.ZERO : point.y());
    }

    private G1 result(int i) {
        return BatchAdder.isIdentity(outY, i) ? G1.IDENTITY : G1.of(outX.get(i), outY.get(i));
    }

    private void adds(BatchAdder adder, G1[] a, G1[] b, int offset) {
        for (int i = 0; i < a.length; i++) {
            set(adder.x1, adder.y1, i, a[i]);
            set(adder.x2, adder.y2, i, b[i]);
        }
        adder.add(outX, outY, offset, a.length);
        for (int i = 0; i < a.length; i++) {
            assertThat(result(offset + i)).as("seed %d, pair %d of %d", SEED, i, a.length).isEqualTo(a[i].add(b[i]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 15, 16, 17, 100, 255, 256, 257, 1023, 1024, 1100})
    void addsBatchesOfAnyLength(int n) {
        Random random = new Random(SEED + n);
        adds(new BatchAdder(n), Points.random(n, random), Points.random(n, random), 16);
    }

    /// The arrays keep a batch's numbers: a shorter one after it must not meet them.
    @Test
    void aShortBatchAfterALongOne() {
        Random random = new Random(SEED);
        BatchAdder adder = new BatchAdder(300);
        G1[] same = Points.random(300, random);
        adds(adder, same, same, 0);
        adds(adder, Points.random(3, random), Points.random(3, random), 8);
    }

    @Test
    void meetsEveryExceptionalPairAnywhere() {
        Random random = new Random(SEED);
        for (int n : new int[] {1, 5, 40, 300}) {
            BatchAdder adder = new BatchAdder(n);
            for (int round = 0; round < 4; round++) {
                G1[] a = Points.random(n, random);
                G1[] b = Points.random(n, random);
                for (int i = 0; i < n; i++) {
                    switch (random.nextInt(round == 0 ? 40 : 8)) {
                        case 0 -> b[i] = a[i];
                        case 1 -> b[i] = a[i].negate();
                        default -> {
                        }
                    }
                }
                if (round > 0) {
                    b[0] = a[0].negate();
                }
                adds(adder, a, b, 0);
                if (round > 0) {
                    b[0] = G1.IDENTITY;
                    a[n - 1] = G1.IDENTITY;
                    b[n / 2] = G1.IDENTITY;
                    a[n / 2] = G1.IDENTITY;
                    adds(adder, a, b, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 20, 300})
    void doubles(int n) {
        BatchAdder adder = new BatchAdder(n);
        G1[] points = Points.random(n, new Random(SEED));
        for (int i = 0; i < n; i++) {
            set(adder.x1, adder.y1, i, points[i]);
        }
        adder.twice(outX, outY, 8, n);
        for (int i = 0; i < n; i++) {
            assertThat(result(8 + i)).isEqualTo(points[i].add(points[i]));
        }
    }
}
