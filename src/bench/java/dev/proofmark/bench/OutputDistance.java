package dev.proofmark.bench;

/// How far a model's proven output is from the expected tensor.
///
/// **Units**: `tolerance` is 2 % of the expected tensor's max - min, or 0.02 where that is below 1.
///
/// @param largest the largest absolute difference of an element
/// @param span max - min of the expected tensor
/// @param labelAgrees the same position holds the maximum; also true where the two largest expected values are closer than `tolerance`
public record OutputDistance(double largest, double span, boolean labelAgrees) {
    private static final double TOLERATED_SHARE = 0.02;

    public static OutputDistance between(double[] expected, double[] actual) {
        if (expected.length != actual.length) {
            throw new IllegalArgumentException("expected %d values, got %d".formatted(expected.length, actual.length));
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            least = Math.min(least, expected[i]);
            most = Math.max(most, expected[i]);
            largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
        }
        double span = expected.length == 0 ? 0 : most - least;
        int first = top(expected, -1);
        int second = top(expected, first);
        boolean tied = second < 0 || expected[first] - expected[second] <= tolerance(span);
        return new OutputDistance(largest, span, tied || top(actual, -1) == first);
    }

    public double tolerance() {
        return tolerance(span);
    }

    public boolean withinTolerance() {
        return largest <= tolerance() && labelAgrees;
    }

    public OutputDistance worse(OutputDistance other) {
        OutputDistance further = largest / tolerance() >= other.largest / other.tolerance() ? this : other;
        return new OutputDistance(further.largest, further.span, labelAgrees && other.labelAgrees);
    }

    private static double tolerance(double span) {
        return TOLERATED_SHARE * (span < 1 ? 1 : span);
    }

    private static int top(double[] values, int without) {
        int top = -1;
        for (int i = 0; i < values.length; i++) {
            if (i != without && (top < 0 || values[i] > values[top])) {
                top = i;
            }
        }
        return top;
    }
}
