package dev.proofmark.argument.commitment.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;

/// The prover's view of a committed matrix of small integers. What can be overridden is visible in this package alone, so
/// that tests can open commitments to other field elements.
public class CommittedMatrix {
    private final int[] cells;
    private final Fr[] blindings;

    /// @param cells     all cells, row by row; a matrix smaller than a row has fewer cells than columns
    /// @param blindings one per row, zero for rows that are not committed
    public CommittedMatrix(int[] cells, Fr[] blindings) {
        this.cells = cells;
        this.blindings = blindings;
    }

    public final int[] cells() {
        return cells;
    }

    public final Fr[] blindings() {
        return blindings;
    }

    /// Adds `sum_i weights[i] * row_i` to the first cells of `sum`.
    void addRows(FrArray weights, FrArray sum) {
        int width = Math.min(sum.length(), cells.length);
        FrVector.accumulateRows(cells, 0, width, blindings.length, weights, 0, sum, 0, width);
    }
}
