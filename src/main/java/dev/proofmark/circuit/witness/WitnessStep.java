package dev.proofmark.circuit.witness;

/// How the prover computes one tensor that it commits to or states. Steps run in order; sources are nodes whose
/// operands are inputs, weights, constants or targets of earlier steps. Values are exact integers, position by position,
/// over the target's shape.
public sealed interface WitnessStep {
    /// The tensor that the step fills.
    int target();

    /// target = source.
    record Copy(int target, int source) implements WitnessStep {
    }

    /// target = (source + bias) mod 2^bits, in [0, 2^bits).
    record LowBits(int target, int source, long bias, int bits) implements WitnessStep {
    }

    /// target = floor((source + bias) / 2^shift) mod 2^bits, in [0, 2^bits).
    record MiddleBits(int target, int source, long bias, int shift, int bits) implements WitnessStep {
    }

    /// target = floor((source + bias) / 2^bits).
    record HighBits(int target, int source, long bias, int bits) implements WitnessStep {
    }

    /// target = the value in `column` of the table's row whose first column (affine) equals source.
    record TableValue(int target, int source, int table, int column) implements WitnessStep {
    }

    /// target = floor(numerator / divisor), divisor a node of the target's shape with positive values.
    record Quotient(int target, long numerator, int divisor) implements WitnessStep {
    }

    /// target = floor(numerator / divisor), nodes of the target's shape, the divisor with positive values.
    record Ratio(int target, int numerator, int divisor) implements WitnessStep {
    }
}
