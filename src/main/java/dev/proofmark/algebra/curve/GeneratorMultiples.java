package dev.proofmark.algebra.curve;

import java.util.ArrayList;
import java.util.List;

/// Small multiples of the generators, for sums with small coefficients: a value with signed digits d_0, d_1, .. of w bits
/// is one addition per nonzero digit, d 2^(w l) G_j being an entry here.
///
/// **Shape**: for level l and generator j, a page of the 2^(w-1) points 1, 2, .., 2^(w-1) times 2^(w l) G_j; for H the pages of
/// all levels a scalar can have. Made when first asked for, kept for the life of the process and shared by all.
///
/// **Memory**: 80 * 2^(w-1) bytes per generator and level: 10 KiB at w = 8, 2.5 KiB at 6, 640 at 4. Levels beyond the
/// first exist only once values need them. [#digitBits] keeps a level within 20 MiB up to 2^15 generators.
final class GeneratorMultiples {
    private static final List<GeneratorMultiples> KNOWN =
            List.of(new GeneratorMultiples(8), new GeneratorMultiples(6), new GeneratorMultiples(4));

    private static final int STEP = 32;
    private static final int CHUNK = 256;

    private final int bits;
    private final List<List<double[]>> levels = new ArrayList<>();
    private double[][] blinding;

    private GeneratorMultiples(int bits) {
        this.bits = bits;
    }

    /// The digits used for commitments over `columns` generators.
    static GeneratorMultiples forColumns(int columns) {
        return KNOWN.get(columns <= 1 << 11 ? 0 : columns <= 1 << 13 ? 1 : 2);
    }

    int digitBits() {
        return bits;
    }

    /// log2 of the entries of a page.
    int shift() {
        return bits - 1;
    }

    /// The pages of H, lowest level first.
    synchronized double[][] blinding(Generators generators) {
        if (blinding == null) {
            G1[] bases = new G1[SignedDigits.windows(bits)];
            JacobianPoint[] powers = new JacobianPoint[bases.length];
            powers[0] = JacobianPoint.of(generators.h());
            for (int l = 1; l < powers.length; l++) {
                powers[l] = powers[l - 1];
                for (int b = 0; b < bits; b++) {
                    powers[l] = powers[l].twice();
                }
            }
            blinding = pages(JacobianPoint.toAffine(powers));
        }
        return blinding;
    }

    /// The pages of the generators `j < count` at a level.
    synchronized double[][] level(Generators generators, int level, int count) {
        while (levels.size() <= level) {
            levels.add(new ArrayList<>());
        }
        List<double[]> known = levels.get(level);
        int wanted = Math.min(generators.count(), (count + STEP - 1) / STEP * STEP);
        while (known.size() < count) {
            int from = known.size();
            int to = Math.min(wanted, from + CHUNK);
            known.addAll(List.of(pages(bases(generators, level, from, to))));
        }
        return known.subList(0, count).toArray(new double[0][]);
    }

    private G1[] bases(Generators generators, int level, int from, int to) {
        JacobianPoint[] bases = new JacobianPoint[to - from];
        if (level == 0) {
            G1[] out = new G1[bases.length];
            for (int j = 0; j < out.length; j++) {
                out[j] = generators.get(from + j);
            }
            return out;
        }
        PointTable below = new PointTable(level(generators, level - 1, to), shift());
        PointSums sums = new PointSums(below, 0);
        int last = (1 << shift()) - 1;
        for (int j = 0; j < bases.length; j++) {
            int index = (from + j << shift()) + last;
            bases[j] = JacobianPoint.of(sums.point(PointSums.reference(index, false))).twice();
        }
        return JacobianPoint.toAffine(bases);
    }

    /// For every base a page of its multiples: from 1 .. m come m + 1 .. 2m, all bases together.
    private double[][] pages(G1[] bases) {
        int n = bases.length;
        int size = 1 << shift();
        PointSums sums = new PointSums(PointTable.of(bases, shift()), n * size);
        int[][] multiples = new int[size + 1][n];
        for (int j = 0; j < n; j++) {
            multiples[1][j] = PointSums.reference(j, false);
        }
        for (int m = 1; m < size; m *= 2) {
            addMultiples(sums, multiples, m, m + 1, 2 * m);
            addMultiples(sums, multiples, 2 * m - 1, 2 * m, 2 * m + 1);
        }
        double[][] pages = new double[n][size * PointTable.ENTRY];
        for (int j = 0; j < n; j++) {
            for (int k = 1; k <= size; k++) {
                sums.copyTo(multiples[k][j], pages[j], (k - 1) * PointTable.ENTRY);
            }
        }
        return pages;
    }

    /// Sets multiples `from <= k < to` to multiple `base` plus multiple `k - base`.
    private static void addMultiples(PointSums sums, int[][] multiples, int base, int from, int to) {
        int n = multiples[1].length;
        int pairs = (to - from) * n;
        int[] references = new int[2 * pairs];
        int[] starts = new int[pairs + 1];
        for (int i = 0; i < pairs; i++) {
            references[2 * i] = multiples[base][i % n];
            references[2 * i + 1] = multiples[from + i / n - base][i % n];
            starts[i + 1] = 2 * i + 2;
        }
        int[] out = sums.sum(references, starts);
        for (int i = 0; i < pairs; i++) {
            multiples[from + i / n][i % n] = out[i];
        }
    }
}
