package dev.proofmark.compiler.layout;

import java.util.function.IntUnaryOperator;

/// A step's value: `(node + 2^(shift-1)) >> shift`, or the node itself for shift 0. Rounding waits until it is known what
/// for: moving values commutes with it, and a public output needs no table for it.
record LoweredValue(int node, int shift) {
    static LoweredValue of(int node) {
        return new LoweredValue(node, 0);
    }

    /// The value moved by an operator that only reorders, repeats or zeroes elements.
    LoweredValue with(IntUnaryOperator move) {
        return new LoweredValue(move.applyAsInt(node), shift);
    }
}
