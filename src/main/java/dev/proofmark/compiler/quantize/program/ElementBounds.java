package dev.proofmark.compiler.quantize.program;

import dev.proofmark.circuit.IntegerRange;
import java.util.Arrays;

/// An interval for every element of a tensor. Read only.
record ElementBounds(long[] low, long[] high) {

    static ElementBounds exactly(long[] values) {
        return new ElementBounds(values, values);
    }

    static ElementBounds uniform(IntegerRange range, int count) {
        long[] low = new long[count];
        long[] high = new long[count];
        Arrays.fill(low, range.low());
        Arrays.fill(high, range.high());
        return new ElementBounds(low, high);
    }

    /// True for constants: every interval is one point.
    boolean exact() {
        return low == high || Arrays.equals(low, high);
    }

    /// The least range that holds every interval.
    IntegerRange hull() {
        return new IntegerRange(
                Arrays.stream(low).min().orElseThrow(), Arrays.stream(high).max().orElseThrow());
    }

    double magnitude() {
        double magnitude = 0;
        for (int i = 0; i < low.length; i++) {
            magnitude = Math.max(magnitude, Math.max(-(double) low[i], (double) high[i]));
        }
        return magnitude;
    }

    /// Intersected with a range that is known to hold by construction.
    ElementBounds within(IntegerRange known) {
        long[] lows = new long[low.length];
        long[] highs = new long[high.length];
        for (int i = 0; i < lows.length; i++) {
            lows[i] = Math.min(Math.max(low[i], known.low()), known.high());
            highs[i] = Math.max(Math.min(high[i], known.high()), known.low());
        }
        return new ElementBounds(lows, highs);
    }
}
