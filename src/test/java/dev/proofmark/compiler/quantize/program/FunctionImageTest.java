package dev.proofmark.compiler.quantize.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Extrema over intervals, against trying every argument.
class FunctionImageTest {

    private static final long SEED = 77;

    @Test
    void isTheLeastAndTheGreatestValueOfTheInterval() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (boolean signed : new boolean[] {true, false}) {
            for (int bits = 1; bits <= 5; bits++) {
                int[] values = random.ints(1 << bits, -100, 100).toArray();
                TableFunction function =
                        TableFunction.of("random", bits, signed, values, random.nextInt(-100, 100), random.nextInt(-100, 100));
                FunctionImage image = new FunctionImage(function);
                for (long from = -40; from < 40; from++) {
                    for (long to = from; to < 40; to++) {
                        long[] reached = LongStream.rangeClosed(from, to).map(function::value).toArray();
                        assertThat(image.low(from, to)).isEqualTo(LongStream.of(reached).min().getAsLong());
                        assertThat(image.high(from, to)).isEqualTo(LongStream.of(reached).max().getAsLong());
                    }
                }
            }
        }
    }

    /// Where an interval and its distance from the domain do not fit 32 bits.
    @Test
    void intervalsFarOutsideOfTheDomain() {
        TableFunction function = TableFunction.of("steps", 2, true, new int[] {4, 1, 2, 3}, -7, 9);
        FunctionImage image = new FunctionImage(function);
        for (long far : new long[] {1L << 31, 1L << 32, (1L << 32) + 1, 1L << 50}) {
            assertThat(image.low(far, far + 1)).isEqualTo(9);
            assertThat(image.high(far, far + (1L << 33))).isEqualTo(9);
            assertThat(image.low(-far - 1, -far)).isEqualTo(-7);
            assertThat(image.high(-far - (1L << 33), -far)).isEqualTo(-7);
            assertThat(image.low(-far, far)).isEqualTo(-7);
            assertThat(image.high(-far, far)).isEqualTo(9);
            assertThat(image.high(-far, 0)).isEqualTo(4);
        }
    }
}
