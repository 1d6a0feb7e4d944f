package dev.proofmark.argument.commitment.prover;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.GeneratorSums;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Pedersen commitments to the rows of a matrix with a fixed number of columns: com_i = sum_j cell[i][j] G_j + s_i H.
///
/// Hiding if every s_i is uniform and used once; binding as long as nobody knows a relation between the generators. A
/// row of zeros has the commitment s_i H: rows that are zero by public shape are for the caller to leave out.
///
/// **Cost**: a small integer costs an addition per nonzero digit of eight bits, a zero nothing, a field element about 25
/// additions. The first commitment over a number of columns also makes the tables of [GeneratorSums].
public final class RowCommitter {
    private final GeneratorSums sums;
    private final int columns;
    private final Workers workers;

    /// **Requires**: at least `columns` generators.
    public RowCommitter(Generators generators, int columns, Workers workers) {
        this.sums = new GeneratorSums(generators, columns);
        this.columns = columns;
        this.workers = workers;
    }

    public int columns() {
        return columns;
    }

    /// Commits to `blindings.length` rows of small signed integers. The last row may be shorter than the columns: missing
    /// cells are zero.
    public G1[] commit(int[] cells, Fr[] blindings) {
        int rows = requireRows(cells.length, blindings.length);
        G1[] out = new G1[rows];
        int share = (rows + workers.threads() - 1) / workers.threads();
        int grain = Math.clamp(share, 1, sums.rowsPerTask());
        workers.forRange(rows, grain, (from, to) -> sums.sumRows(cells, blindings, from, to, out));
        return out;
    }

    /// Commits to `blindings.length` rows of field elements. The last row may be shorter than the columns: missing cells
    /// are zero.
    public G1[] commit(FrArray cells, Fr[] blindings) {
        int rows = requireRows(cells.length(), blindings.length);
        G1[] out = new G1[rows];
        Arrays.fill(out, G1.IDENTITY);
        int parts = rows >= 2 * workers.threads() ? 1 : Math.min(workers.threads(), columns);
        G1[] partial = new G1[rows * parts];
        List<Runnable> tasks = new ArrayList<>();
        for (int t = 0; t < partial.length; t++) {
            int task = t;
            tasks.add(() -> partial[task] = part(cells, blindings, task / parts, task % parts, parts));
        }
        workers.invokeAll(tasks);
        for (int t = 0; t < partial.length; t++) {
            out[t / parts] = out[t / parts].add(partial[t]);
        }
        return out;
    }

    private G1 part(FrArray cells, Fr[] blindings, int row, int part, int parts) {
        int from = (int) ((long) columns * part / parts);
        int to = (int) ((long) columns * (part + 1) / parts);
        return sums.sum(cells, row * columns, from, to, part == 0 ? blindings[row] : Fr.ZERO);
    }

    /// Commits to one row of field elements, which may be shorter than the columns: missing cells are zero.
    public G1 commit(Fr[] cells, Fr blinding) {
        if (cells.length > columns) {
            throw new IllegalArgumentException("Expected at most " + columns + " cells, got " + cells.length);
        }
        return sums.sum(cells, blinding);
    }

    private int requireRows(int cells, int rows) {
        long most = (long) rows * columns;
        if (cells > most || cells <= most - columns && rows > 0) {
            throw new IllegalArgumentException("Expected " + rows + " rows of " + columns + " cells, got " + cells);
        }
        return rows;
    }
}
