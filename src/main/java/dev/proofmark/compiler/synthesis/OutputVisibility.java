package dev.proofmark.compiler.synthesis;

/// Who sees a model's outputs.
public enum OutputVisibility {
    /// Stated in every proof.
    PUBLIC,
    /// Committed in every proof, like all intermediate values.
    PRIVATE
}
