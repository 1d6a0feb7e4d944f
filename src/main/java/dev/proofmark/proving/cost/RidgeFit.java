package dev.proofmark.proving.cost;

import java.util.Arrays;

/// Non-negative factors x with `rows x` about `sums` and x about 1: the least `|rows x - sums|^2 + tightness |x - 1|^2`.
///
/// What the rows leave open stays at 1, so there may be fewer of them than unknowns.
///
/// **Cost** `rows * unknowns` a sweep, at most [#SWEEPS].
final class RidgeFit {
    private static final int SWEEPS = 2_000;
    private static final double SMALL_STEP = 1e-9;

    private RidgeFit() {
    }

    static double[] factors(double[][] rows, double[] sums, int unknowns, double tightness) {
        double[] x = new double[unknowns];
        Arrays.fill(x, 1);
        double[] rest = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rest[i] = sums[i] - Arrays.stream(rows[i]).sum();
        }
        double[] curvature = new double[unknowns];
        for (int j = 0; j < unknowns; j++) {
            curvature[j] = tightness;
            for (double[] row : rows) {
                curvature[j] += row[j] * row[j];
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double largest = 0;
            for (int j = 0; j < unknowns; j++) {
                double slope = tightness * (1 - x[j]);
                for (int i = 0; i < rows.length; i++) {
                    slope += rows[i][j] * rest[i];
                }
                double to = Math.max(0, x[j] + slope / curvature[j]);
                double step = to - x[j];
                x[j] = to;
                for (int i = 0; i < rows.length; i++) {
                    rest[i] -= rows[i][j] * step;
                }
                largest = Math.max(largest, Math.abs(step));
            }
            if (largest < SMALL_STEP) {
                break;
            }
        }
        return x;
    }
}
