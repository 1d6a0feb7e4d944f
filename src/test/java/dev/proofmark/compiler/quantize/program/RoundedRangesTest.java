package dev.proofmark.compiler.quantize.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedRangesTest {

    private static final int LEAST_EXPONENT = -200;

    @ParameterizedTest
    @CsvSource({
        "-0.9, 0.7, -1, 1", "-1, 1, -1, 1", "-1, 1.0000001, -2, 2", "0, 3, 0, 4", "0, 255, 0, 256", "-3, 0, -4, 0", "1, 2, 1, 2",
        "3, 5, 3, 5", "3, 5.5, 2, 6", "3.9, 4.1, 3.875, 4.125", "1981.5, 2032.5, 1920, 2048", "-100, 0.01, -128, 128", "5, 8, 4, 8"
    })
    void roundsOutwards(double low, double high, double roundedLow, double roundedHigh) {
        assertThat(RoundedRanges.outward(new RealRange(low, high))).isEqualTo(new RealRange(roundedLow, roundedHigh));
    }

    @Test
    void aRoundedRangeHoldsTheRangeAndRoundsToItself() {
        ranges().forEach(range -> {
            RealRange rounded = RoundedRanges.outward(range);
            assertThat(rounded.low()).isLessThanOrEqualTo(range.low());
            assertThat(rounded.high()).isGreaterThanOrEqualTo(range.high());
            assertThat(RoundedRanges.outward(rounded)).isEqualTo(rounded);
            assertThat(rounded.low() >= 0).as("no negative values").isEqualTo(range.low() >= 0);
            assertThat(rounded.high() <= 0).as("no positive values").isEqualTo(range.high() <= 0);
        });
    }

    /// All that can be read off is a power of two and a small integer.
    @Test
    void theEndsAreAFewStepsOfAPowerOfTwo() {
        ranges().forEach(range -> {
            RealRange rounded = RoundedRanges.outward(range);
            double half = rounded.span() / 2;
            assertThat(Scales.isPowerOfTwo(half)).as("width %s", rounded.span()).isTrue();
            assertThat(rounded.low() / half).isEqualTo(Math.rint(rounded.low() / half)).isBetween(-512.0, 512.0);
            boolean tight = rounded.span() <= 4 * range.span();
            boolean narrow = rounded.span() <= Scales.atLeast(Math.scalb(range.magnitude(), 1 - RoundedRanges.OFFSET_BITS));
            assertThat(tight || narrow).as("%s for %s", rounded, range).isTrue();
        });
    }

    @Test
    void negatedAndDoubledRangesRoundAlike() {
        ranges().forEach(range -> {
            RealRange rounded = RoundedRanges.outward(range);
            RealRange negated = RoundedRanges.outward(new RealRange(-range.high() + 0.0, -range.low() + 0.0));
            assertThat(negated).isEqualTo(new RealRange(-rounded.high() + 0.0, -rounded.low() + 0.0));
            assertThat(RoundedRanges.outward(new RealRange(2 * range.low(), 2 * range.high())))
                    .isEqualTo(new RealRange(2 * rounded.low(), 2 * rounded.high()));
        });
    }

    @Test
    void aPartRoundsToAPart() {
        isMonotone(RoundedRanges::outward);
    }

    @Test
    void whatAPartOfTheDataLetsInAllOfItLetsIn() {
        isMonotone(RoundedRanges::accepted);
    }

    private static void isMonotone(UnaryOperator<RealRange> rounding) {
        Random random = new Random(8);
        ranges().forEach(range -> {
            double a = random.nextDouble();
            double b = random.nextDouble();
            RealRange part = new RealRange(
                    range.low() + Math.min(a, b) * range.span(),
                    Math.min(range.low() + Math.max(a, b) * range.span(), range.high()));
            RealRange outer = rounding.apply(range);
            RealRange inner = rounding.apply(part);
            assertThat(outer.low() <= inner.low() && inner.high() <= outer.high())
                    .as("%s in %s: %s in %s", part, range, inner, outer)
                    .isTrue();
        });
    }

    /// Random ones of many sizes, around zero, on one side of it, and far from it.
    private static Stream<RealRange> ranges() {
        Random random = new Random(4);
        return Stream.generate(() -> {
            double size = Math.scalb(1 + random.nextDouble(), random.nextInt(60) - 30);
            double span = size * random.nextDouble() * Math.scalb(1.0, -random.nextInt(16));
            return switch (random.nextInt(4)) {
                case 0 -> new RealRange(-size, size * random.nextDouble());
                case 1 -> new RealRange(0, size);
                case 2 -> new RealRange(-size, span - size);
                default -> new RealRange(size, size + span);
            };
        }).filter(range -> range.span() > 0).limit(2000);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, -2, 2", "0, 1, 0, 2", "0.1, 1, 0, 2", "-1, -0.1, -2, 0", "-1, 0, -2, 0", "18, 90, 0, 128", "1990, 2024, 1920, 2048",
        "5, 5, 0, 8", "-5, -5, -8, 0", "0, 0, -1, 1"
    })
    void inputsAreAcceptedWithHeadroomAndOnTheirSideOfZero(double low, double high, double acceptedLow, double acceptedHigh) {
        assertThat(RoundedRanges.accepted(new RealRange(low, high))).isEqualTo(new RealRange(acceptedLow, acceptedHigh));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, -2, 2", "-0.8, 0.8, -1, 1", "0, 0.8, 0, 1", "0.1, 0.8, -1, 1", "5, 5, 0, 8", "0, 0, 0, 0", "-0.8, 0, -1, 0"
    })
    void activationsAreExpectedWithHeadroom(double low, double high, double expectedLow, double expectedHigh) {
        assertThat(RoundedRanges.expected(new RealRange(low, high))).isEqualTo(new RealRange(expectedLow, expectedHigh));
    }

    @Test
    void tinyRangesAreAsWideAsTheLeastScale() {
        double least = Math.scalb(1.0, LEAST_EXPONENT);
        assertThat(RoundedRanges.outward(new RealRange(0, Double.MIN_VALUE))).isEqualTo(new RealRange(0, least));
        assertThat(RoundedRanges.outward(new RealRange(-1e-310, 1e-300))).isEqualTo(new RealRange(-least, least));
        assertThat(RoundedRanges.expected(new RealRange(-Double.MIN_VALUE, 0))).isEqualTo(new RealRange(-least, 0));
    }

    @Test
    void hugeRangesEndAtTheLargestDouble() {
        double power = 0x1p1023;
        double largest = Double.MAX_VALUE;
        assertThat(RoundedRanges.outward(new RealRange(-power, power))).isEqualTo(new RealRange(-power, power));
        assertThat(RoundedRanges.outward(new RealRange(0, power))).isEqualTo(new RealRange(0, power));
        assertThat(RoundedRanges.outward(new RealRange(-1, Math.nextUp(power)))).isEqualTo(new RealRange(-largest, largest));
        assertThat(RoundedRanges.accepted(new RealRange(-largest, largest))).isEqualTo(new RealRange(-largest, largest));
        assertThat(RoundedRanges.expected(new RealRange(1, largest))).isEqualTo(new RealRange(-largest, largest));
        assertThat(RoundedRanges.accepted(new RealRange(1, largest))).isEqualTo(new RealRange(0, largest));
    }
}
