package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.curve.Msm;
import dev.proofmark.algebra.field.Fr;
import java.util.ArrayList;
import java.util.List;

/// Commitments to rows whose cells everyone knows, made anew by whoever verifies: tables, opened inputs.
public final class OpenRows {
    private OpenRows() {
    }

    /// Commits to `blindings.length` rows of `columns` small integers.
    public static G1[] commit(Generators generators, int columns, int[] cells, Fr[] blindings) {
        G1[] rows = new G1[blindings.length];
        for (int i = 0; i < rows.length; i++) {
            List<G1> points = new ArrayList<>();
            List<Fr> scalars = new ArrayList<>();
            points.add(generators.h());
            scalars.add(blindings[i]);
            for (int j = 0; j < columns; j++) {
                long cell = cells[i * columns + j];
                if (cell != 0) {
                    points.add(cell > 0 ? generators.get(j) : generators.get(j).negate());
                    scalars.add(Fr.of(Math.abs(cell)));
                }
            }
            rows[i] = Msm.multiply(points.toArray(G1[]::new), scalars.toArray(Fr[]::new));
        }
        return rows;
    }
}
