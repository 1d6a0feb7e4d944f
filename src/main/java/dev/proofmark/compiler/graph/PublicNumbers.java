package dev.proofmark.compiler.graph;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The numbers that say nothing about a model's training: a constant of one element with one of these values may stand in the
/// circuit in the clear. Every other one is a weight like any other.
///
/// With either sign, exact or rounded to float or half precision: integers up to 256, 1000 and 65535 and their reciprocals; halves
/// of odd integers up to 255 and their reciprocals; 2^k for |k| <= 64; 10^-k for k <= 12; sqrt d and 1/sqrt d for d <= 16 and for
/// the sizes that attention heads have (multiples of 8 up to 256, of 64 up to 4096); pi, e, ln 2, ln 10, sqrt(2/pi) and their
/// reciprocals; 0.044715 and 1.702 (gelu), the constants of selu; infinity and the largest numbers of half, float and double.
public final class PublicNumbers {

    private static final int INTEGERS = 256;
    private static final int BINARY_EXPONENTS = 64;
    private static final int DECIMAL_EXPONENTS = 12;
    private static final int LAST_PLACES = 4;

    /// Sorted magnitudes.
    private static final double[] LISTED = rounded(
            withReciprocals(IntStream.rangeClosed(1, INTEGERS).asDoubleStream()),
            withReciprocals(DoubleStream.of(1000, 65535)),
            withReciprocals(IntStream.range(0, INTEGERS / 2).mapToDouble(i -> i + 0.5)),
            withReciprocals(IntStream.rangeClosed(0, BINARY_EXPONENTS).mapToDouble(k -> Math.scalb(1.0, k))),
            IntStream.rangeClosed(1, DECIMAL_EXPONENTS).mapToDouble(k -> Double.parseDouble("1e-" + k)).toArray(),
            withReciprocals(squares().mapToDouble(Math::sqrt)),
            withReciprocals(DoubleStream.of(Math.PI, Math.E, Math.log(2), Math.log(10), Math.sqrt(2 / Math.PI))),
            new double[] {0, 0.044715, 1.702, 1.6732632423543772, 1.0507009873554805, 65504, Float.MAX_VALUE, Double.MAX_VALUE});

    private PublicNumbers() {}

    public static boolean isListed(double value) {
        double magnitude = Math.abs(value);
        int at = Arrays.binarySearch(LISTED, magnitude);
        int above = at >= 0 ? at : -1 - at;
        return Double.isInfinite(value) || above < LISTED.length && isNear(magnitude, LISTED[above])
                || above > 0 && isNear(magnitude, LISTED[above - 1]);
    }

    /// Equal but for how a number was computed.
    private static boolean isNear(double x, double listed) {
        return Math.abs(x - listed) <= LAST_PLACES * Math.ulp(listed);
    }

    private static IntStream squares() {
        return IntStream.concat(
                IntStream.rangeClosed(1, 16),
                IntStream.concat(IntStream.rangeClosed(1, 32).map(i -> 8 * i), IntStream.rangeClosed(1, 64).map(i -> 64 * i)));
    }

    private static double[] withReciprocals(DoubleStream values) {
        return values.flatMap(value -> DoubleStream.of(value, 1 / value)).toArray();
    }

    /// Each value, and what float and half precision make of it.
    private static double[] rounded(double[]... lists) {
        return Arrays.stream(lists).flatMapToDouble(Arrays::stream)
                .flatMap(value -> DoubleStream.of(value, (float) value, Float.float16ToFloat(Float.floatToFloat16((float) value))))
                .filter(Double::isFinite)
                .sorted().distinct().toArray();
    }
}
