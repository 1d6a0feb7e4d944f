package dev.proofmark.compiler;

/// The stages of a compilation, in order.
public enum CompileStage {
    IMPORT,
    QUANTISE,
    LAY_OUT,
    MEASURE
}
