package dev.proofmark.compiler.graph;

/// Real functions that `StrictMath` lacks, to about double precision.
final class SpecialFunctions {

    private static final double TWO_OVER_SQRT_PI = 2 / StrictMath.sqrt(StrictMath.PI);
    private static final int SERIES_TERMS = 80;
    private static final int FRACTION_TERMS = 120;

    private SpecialFunctions() {}

    static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + StrictMath.exp(-x));
        }
        double e = StrictMath.exp(x);
        return e / (1 + e);
    }

    /// log(1 + e^x) without overflow.
    static double softplus(double x) {
        return StrictMath.max(x, 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(x)));
    }

    static double asinh(double x) {
        double a = StrictMath.abs(x);
        double y = StrictMath.log1p(a + a * a / (1 + StrictMath.sqrt(1 + a * a)));
        return x < 0 ? -y : y;
    }

    /// The error function: its Maclaurin series in the stable form with positive terms below 2.5, above it one minus the
    /// continued fraction of the complement.
    static double erf(double x) {
        double a = StrictMath.abs(x);
        double y = a < 2.5 ? series(a) : a > 6 ? 1 : 1 - complement(a);
        return x < 0 ? -y : x != x ? x : y;
    }

    /// erf(a) = 2/sqrt(pi) e^(-a^2) sum_n a (2a^2)^n / (1 3 5 .. (2n+1)).
    private static double series(double a) {
        double term = a;
        double sum = a;
        for (int n = 1; n < SERIES_TERMS; n++) {
            term *= 2 * a * a / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_SQRT_PI * StrictMath.exp(-a * a) * sum;
    }

    /// erfc(a) = e^(-a^2)/sqrt(pi) / (a + (1/2)/(a + (2/2)/(a + (3/2)/(a + ..)))), evaluated from its far end.
    private static double complement(double a) {
        double fraction = a;
        for (int n = FRACTION_TERMS; n >= 1; n--) {
            fraction = a + 0.5 * n / fraction;
        }
        return StrictMath.exp(-a * a) / (StrictMath.sqrt(StrictMath.PI) * fraction);
    }
}
