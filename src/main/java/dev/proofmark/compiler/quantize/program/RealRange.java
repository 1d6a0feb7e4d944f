package dev.proofmark.compiler.quantize.program;

import dev.proofmark.compiler.graph.DenseTensor;

/// All reals from `low` to `high`, both included and finite.
public record RealRange(double low, double high) {
    public RealRange {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("need finite low <= high, got [" + low + ", " + high + "]");
        }
    }

    /// The range of a tensor's finite values; [0, 0] when there are none.
    public static RealRange of(DenseTensor tensor) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : tensor.values()) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return low <= high ? new RealRange(low, high) : new RealRange(0, 0);
    }

    public RealRange union(RealRange other) {
        return new RealRange(Math.min(low, other.low), Math.max(high, other.high));
    }

    public double span() {
        return high - low;
    }

    public double magnitude() {
        return Math.max(Math.abs(low), Math.abs(high));
    }

    /// Both ends moved outwards by so much, as far as there are doubles.
    public RealRange widened(double by) {
        return new RealRange(Math.max(low - by, -Double.MAX_VALUE), Math.min(high + by, Double.MAX_VALUE));
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
