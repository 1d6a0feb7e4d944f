package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.field.Fr;

/// The verifier's row commitments by matrix.
@FunctionalInterface
public interface MatrixCommitments {
    /// Adds `weights[i] * commitment of row i` for every committed row of the matrix.
    void addRows(int matrix, Fr[] weights, EquationSum sum);
}
