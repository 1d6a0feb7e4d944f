package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.curve.Msm;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A sum of multiples of points and generators that must be the identity: collected term by term, each point and each
/// generator once, evaluated by one multi-scalar multiplication.
public final class EquationSum {
    private static final int POINTS_AT_ONCE = 1 << 15;

    private final Generators generators;
    private final Fr[] generatorScalars;
    private Fr blinding = Fr.ZERO;
    private final Map<G1, Integer> index = new IdentityHashMap<>();
    private final List<G1> points = new ArrayList<>();
    private final List<Fr> scalars = new ArrayList<>();

    public EquationSum(Generators generators) {
        this.generators = generators;
        this.generatorScalars = new Fr[generators.count()];
        Arrays.fill(generatorScalars, Fr.ZERO);
    }

    public void add(G1 point, Fr scalar) {
        Integer known = index.putIfAbsent(point, points.size());
        if (known == null) {
            points.add(point);
            scalars.add(scalar);
        } else {
            scalars.set(known, scalars.get(known).add(scalar));
        }
    }

    public void addGenerator(int i, Fr scalar) {
        generatorScalars[i] = generatorScalars[i].add(scalar);
    }

    /// Adds `sum_i weights[i] * (the commitment without blinding of row i)`: the rows' own integers, whose commitments need not be
    /// made for it.
    ///
    /// @param cells row by row, the last row may be shorter than `columns`
    public void addRows(long[] cells, int columns, Fr[] weights) {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != 0) {
                addGenerator(i % columns, weights[i / columns].multiply(Fr.of(cells[i])));
            }
        }
    }

    /// What a point is multiplied by.
    Fr coefficient(G1 point) {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < points.size(); i++) {
            sum = points.get(i).equals(point) ? sum.add(scalars.get(i)) : sum;
        }
        return sum;
    }

    /// Adds a multiple of H.
    public void addBlinding(Fr scalar) {
        blinding = blinding.add(scalar);
    }

    /// Adds a multiple of another sum over a prefix of the same generators.
    public void addMultiple(EquationSum other, Fr factor) {
        for (int i = 0; i < other.points.size(); i++) {
            add(other.points.get(i), other.scalars.get(i).multiply(factor));
        }
        for (int i = 0; i < other.generatorScalars.length; i++) {
            addGenerator(i, other.generatorScalars[i].multiply(factor));
        }
        addBlinding(other.blinding.multiply(factor));
    }

    public boolean isIdentity() {
        return value().isIdentity();
    }

    /// The same, charged to a budget before each part of the sum.
    public boolean isIdentity(WorkBudget budget) {
        return value(budget).isIdentity();
    }

    G1 value() {
        return value(WorkBudget.counted(() -> {}));
    }

    private G1 value(WorkBudget budget) {
        List<G1> allPoints = new ArrayList<>(points);
        List<Fr> allScalars = new ArrayList<>(scalars);
        for (int i = 0; i < generatorScalars.length; i++) {
            if (!generatorScalars[i].isZero()) {
                allPoints.add(generators.get(i));
                allScalars.add(generatorScalars[i]);
            }
        }
        allPoints.add(generators.h());
        allScalars.add(blinding);
        G1 total = G1.IDENTITY;
        for (int from = 0; from < allPoints.size(); from += POINTS_AT_ONCE) {
            int to = Math.min(allPoints.size(), from + POINTS_AT_ONCE);
            budget.charge(Work.SUMMED_POINT, to - from);
            total = total
                    .add(Msm.multiply(allPoints.subList(from, to).toArray(G1[]::new), allScalars.subList(from, to).toArray(Fr[]::new)));
        }
        return total;
    }
}
