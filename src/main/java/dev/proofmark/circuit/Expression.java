package dev.proofmark.circuit;

/// A tensor that is never committed: claims on it are reduced to claims on its operands.
public sealed interface Expression extends Node permits Combine, Contract, AxisMap, View {
}
