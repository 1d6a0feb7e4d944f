package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.IntegerRange;
import java.math.BigInteger;

/// The integers from `low` to `high`, both included.
record Interval(BigInteger low, BigInteger high) {
    Interval {
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException("low must be at most high, got " + low + " and " + high);
        }
    }

    static Interval of(long[] values) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (long v : values) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        return new Interval(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    /// The largest absolute value.
    BigInteger magnitude() {
        return low.abs().max(high.abs());
    }

    boolean within(IntegerRange range) {
        return low.compareTo(BigInteger.valueOf(range.low())) >= 0 && high.compareTo(BigInteger.valueOf(range.high())) <= 0;
    }

    boolean meets(Interval other) {
        return low.compareTo(other.high) <= 0 && other.low.compareTo(high) <= 0;
    }

    /// What is in both.
    ///
    /// **Requires** that they meet.
    Interval intersection(Interval other) {
        return new Interval(low.max(other.low), high.min(other.high));
    }

    Interval plus(BigInteger offset) {
        return new Interval(low.add(offset), high.add(offset));
    }

    /// The differences of any integer of this and any of the other.
    Interval minus(Interval other) {
        return new Interval(low.subtract(other.high), high.subtract(other.low));
    }

    /// Around the multiples of its integers.
    Interval times(long factor) {
        BigInteger a = low.multiply(BigInteger.valueOf(factor));
        BigInteger b = high.multiply(BigInteger.valueOf(factor));
        return new Interval(a.min(b), a.max(b));
    }

    @Override
    public String toString() {
        return "[" + low + ", " + high + "]";
    }
}
