package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;

/// Ranges become public with the circuit, so those that follow from weights are widened to powers of two first.
final class PowerOfTwoRanges {
    private PowerOfTwoRanges() {
    }

    /// The least two's complement range, or range of non-negative integers of some bits, around `range`.
    static IntegerRange around(IntegerRange range) {
        return range.low() >= 0 ? IntegerRange.unsigned(Math.max(1, bits(range.high()))) : IntegerRange.signed(signedBits(range));
    }

    static int bits(long value) {
        return 64 - Long.numberOfLeadingZeros(value);
    }

    static int signedBits(IntegerRange range) {
        return 1 + Math.max(bits(Math.max(range.high(), 0)), bits(Math.max(~range.low(), 0)));
    }
}
