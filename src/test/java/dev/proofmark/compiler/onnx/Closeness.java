package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.graph.DenseTensor;

/// Compares tensors by the largest difference, relative to the largest expected value.
final class Closeness {

    private Closeness() {}

    static void assertClose(DenseTensor actual, DenseTensor expected, double tolerance) {
        String difference = difference(actual, expected, tolerance);
        if (!difference.isEmpty()) {
            throw new AssertionError(difference);
        }
    }

    /// Empty when close; else what differs.
    static String difference(DenseTensor actual, DenseTensor expected, double tolerance) {
        if (!actual.shape().equals(expected.shape())) {
            return "shape " + actual.shape() + " instead of " + expected.shape();
        }
        double largest = 1e-2;
        for (double value : expected.values()) {
            largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        for (int i = 0; i < expected.values().length; i++) {
            double a = actual.value(i);
            double e = expected.value(i);
            boolean same = Double.isFinite(e) ? Math.abs(a - e) <= tolerance * largest : Double.compare(a, e) == 0;
            if (!same) {
                return "at " + i + " of " + expected.shape() + ": " + a + " instead of " + e;
            }
        }
        return "";
    }
}
