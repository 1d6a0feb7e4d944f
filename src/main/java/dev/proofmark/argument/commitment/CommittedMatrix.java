package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.field.Fr;

/// The prover's view of a committed matrix.
///
/// @param cells     all cells, row by row; a matrix smaller than a row has fewer cells than columns
/// @param blindings one per row, zero for rows that are not committed
public record CommittedMatrix(int[] cells, Fr[] blindings) {
}
