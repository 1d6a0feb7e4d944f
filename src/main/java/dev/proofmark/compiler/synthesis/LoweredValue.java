package dev.proofmark.compiler.synthesis;

import java.util.function.IntUnaryOperator;

/// A step's value: `(node + bias) >> shift`, or the node itself for shift 0. Rounding waits until it is known what for:
/// moving values commutes with it, rounding twice is one shift, and a public output needs no table for it.
record LoweredValue(int node, long bias, int shift) {
    static LoweredValue of(int node) {
        return new LoweredValue(node, 0, 0);
    }

    /// The value moved by an operator that only reorders, repeats or zeroes elements.
    LoweredValue with(IntUnaryOperator move) {
        return new LoweredValue(move.applyAsInt(node), bias, shift);
    }

    /// `(value + 2^(by-1)) >> by`.
    LoweredValue rounded(int by) {
        long half = Math.multiplyExact(Nonlinearities.half(by), 1L << shift);
        return new LoweredValue(node, Math.addExact(bias, half), Math.addExact(shift, by));
    }
}
