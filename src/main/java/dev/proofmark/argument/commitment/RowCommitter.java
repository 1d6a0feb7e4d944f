package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.curve.Msm;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.parallel.Workers;

/// Pedersen commitments to the rows of a matrix: com_i = sum_j cell[i][j] G_j + s_i H.
public final class RowCommitter {
    private final G1[] bases;
    private final int columns;
    private final Workers workers;

    /// **Requires**: at least `columns` generators.
    public RowCommitter(Generators generators, int columns, Workers workers) {
        if (columns < 1 || columns > generators.count()) {
            throw new IllegalArgumentException(
                    "Expected 1 to " + generators.count() + " columns (the generators), got " + columns);
        }
        this.columns = columns;
        this.workers = workers;
        this.bases = new G1[columns + 1];
        for (int j = 0; j < columns; j++) {
            bases[j] = generators.get(j);
        }
        bases[columns] = generators.h();
    }

    public int columns() {
        return columns;
    }

    /// Commits to `blindings.length` rows of small signed integers.
    public G1[] commit(int[] cells, Fr[] blindings) {
        requireCells(cells.length, blindings.length);
        G1[] out = new G1[blindings.length];
        workers.forRange(out.length, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                Fr[] row = new Fr[columns];
                for (int j = 0; j < columns; j++) {
                    row[j] = Fr.of(cells[i * columns + j]);
                }
                out[i] = commit(row, blindings[i]);
            }
        });
        return out;
    }

    /// Commits to `blindings.length` rows of field elements.
    public G1[] commit(FrArray cells, Fr[] blindings) {
        requireCells(cells.length(), blindings.length);
        G1[] out = new G1[blindings.length];
        workers.forRange(out.length, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                Fr[] row = new Fr[columns];
                for (int j = 0; j < columns; j++) {
                    row[j] = cells.get(i * columns + j);
                }
                out[i] = commit(row, blindings[i]);
            }
        });
        return out;
    }

    /// Commits to one row, which may be shorter than the columns: missing cells are zero.
    public G1 commit(Fr[] cells, Fr blinding) {
        if (cells.length > columns) {
            throw new IllegalArgumentException("Expected at most " + columns + " cells, got " + cells.length);
        }
        G1[] points = java.util.Arrays.copyOf(bases, cells.length + 1);
        Fr[] scalars = java.util.Arrays.copyOf(cells, cells.length + 1);
        points[cells.length] = bases[columns];
        scalars[cells.length] = blinding;
        return Msm.multiply(points, scalars);
    }

    private void requireCells(int cells, int rows) {
        if (cells != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException("Expected " + rows + " rows of " + columns + " cells, got " + cells);
        }
    }
}
