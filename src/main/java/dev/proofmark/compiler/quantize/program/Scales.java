package dev.proofmark.compiler.quantize.program;

/// The grid of scales: powers of two.
public final class Scales {

    /// Room above a magnitude, as a factor.
    private static final double HEADROOM = 1.25;

    private static final int LEAST_EXPONENT = -200;

    private Scales() {}

    /// The least power of two that is at least x; a tiny one for x = 0.
    public static double atLeast(double x) {
        if (!(x > 0)) {
            return Math.scalb(1.0, LEAST_EXPONENT);
        }
        int exponent = Math.max(LEAST_EXPONENT, Math.getExponent(x));
        double power = Math.scalb(1.0, exponent);
        return power < x ? 2 * power : power;
    }

    /// The least power of two that is greater than x; the least of all for x = 0.
    public static double above(double x) {
        double power = atLeast(x);
        return power == x ? 2 * power : power;
    }

    /// The scale at which values of that magnitude, with headroom, fit `bits` magnitude bits.
    public static double forMagnitude(double magnitude, int bits) {
        return magnitude > 0 ? atLeast(magnitude * HEADROOM / ((1 << bits) - 1)) : 1;
    }

    /// The scale at which values of a [rounded range][RoundedRanges] fit `bits` magnitude bits, but for the upper end of `[-2^bits, 2^bits]`.
    ///
    /// Such a range has room for a part of what it spans. One that is narrow beside its magnitude gets room for a part of that.
    public static double forRange(RealRange range, int bits) {
        double nearest = range.contains(0) ? 0 : Math.min(Math.abs(range.low()), Math.abs(range.high()));
        double magnitude = Math.max(range.magnitude(), HEADROOM * nearest);
        return magnitude > 0 ? atLeast(Math.scalb(magnitude, -bits)) : 1;
    }

    public static boolean isPowerOfTwo(double x) {
        return x > 0 && Math.scalb(1.0, Math.getExponent(x)) == x;
    }

    /// Nearest integer, halves up.
    public static long nearest(double x) {
        return (long) Math.floor(x + 0.5);
    }
}
