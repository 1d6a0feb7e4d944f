package dev.proofmark.argument.commitment.prover;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import java.util.Arrays;
import java.util.Map;

/// A committed matrix some of whose cells are no small integers.
public final class FieldMatrix extends CommittedMatrix {
    private final int columns;
    private final Map<Integer, Fr> differences;

    /// @param differences what some cells hold beyond the integers, by cell
    public FieldMatrix(CommittedMatrix integers, int columns, Map<Integer, Fr> differences) {
        super(integers.cells(), integers.blindings());
        this.columns = columns;
        this.differences = differences;
    }

    /// Makes the integers' commitments those of this matrix.
    public void addTo(G1[] rows, int[] sentRows, Generators generators) {
        differences.forEach((cell, difference) -> {
            int row = Arrays.binarySearch(sentRows, cell / columns);
            rows[row] = rows[row].add(generators.get(cell % columns).multiply(difference));
        });
    }

    @Override
    public void addRows(FrArray weights, FrArray sum) {
        super.addRows(weights, sum);
        differences.forEach((cell, difference) -> {
            int column = cell % columns;
            sum.set(column, sum.get(column).add(weights.get(cell / columns).multiply(difference)));
        });
    }
}
