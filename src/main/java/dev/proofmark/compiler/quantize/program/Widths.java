package dev.proofmark.compiler.quantize.program;

import dev.proofmark.circuit.IntegerRange;

/// How many bits hold a range.
public final class Widths {

    private Widths() {}

    /// The least k with the range inside of `[-2^(k-1), 2^(k-1))`.
    public static int signed(IntegerRange range) {
        long magnitude = Math.max(range.high(), -(range.low() + 1));
        return 1 + (64 - Long.numberOfLeadingZeros(Math.max(0, magnitude)));
    }

    /// The range after dropping `shift` bits, halves up.
    public static IntegerRange rounded(IntegerRange range, int shift) {
        long half = 1L << shift - 1;
        return new IntegerRange(range.low() + half >> shift, range.high() + half >> shift);
    }

    /// The least k >= 1 with x < 2^k.
    public static int unsigned(long x) {
        return Math.max(1, 64 - Long.numberOfLeadingZeros(x));
    }
}
