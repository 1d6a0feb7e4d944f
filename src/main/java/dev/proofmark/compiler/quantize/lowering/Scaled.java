package dev.proofmark.compiler.quantize.lowering;

/// A step of the program under construction that stands for a graph value: real = integer * scale.
record Scaled(int step, double scale) {}
