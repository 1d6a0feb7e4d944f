package dev.proofmark.circuit;

/// One column of a lookup table.
public sealed interface Column {
    /// Row `i` holds `start + i * step`: evaluated by the verifier in closed form.
    record Affine(long start, long step) implements Column {
    }

    /// Row `i` holds the i-th value of a `TABLE` tensor.
    record Stored(int tensor) implements Column {
    }
}
