package dev.proofmark.circuit;

/// All integers from `low` to `high`, both included.
///
/// **Range** |low|, |high| < 2^62.
public record IntegerRange(long low, long high) {
    private static final long LIMIT = 1L << 62;

    public IntegerRange {
        if (low > high || low <= -LIMIT || high >= LIMIT) {
            throw new CircuitException("range", "need -2^62 < low <= high < 2^62, got [" + low + ", " + high + "]");
        }
    }

    /// The two's complement range of `bits` bits.
    public static IntegerRange signed(int bits) {
        return new IntegerRange(-(1L << bits - 1), (1L << bits - 1) - 1);
    }

    public static IntegerRange unsigned(int bits) {
        return new IntegerRange(0, (1L << bits) - 1);
    }

    public long count() {
        return high - low + 1;
    }

    public boolean contains(long value) {
        return low <= value && value <= high;
    }

    /// Largest absolute value.
    public long magnitude() {
        return Math.max(Math.abs(low), Math.abs(high));
    }
}
