package dev.proofmark.compiler.accuracy;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.quantize.program.RealRange;
import java.util.Map;
import java.util.OptionalDouble;

/// Compares sample by sample.
public final class AccuracyMeasurement {

    private final String reference;
    private int samples;
    private double maxError;
    private double relativeError;
    private double sum;
    private long elements;
    private long labelled;
    private long agreed;

    public AccuracyMeasurement(String reference) {
        this.reference = reference;
    }

    /// @param expected the reference's outputs; outputs that it lacks or that are not finite are not compared
    public void add(Map<String, DenseTensor> expected, Map<String, DenseTensor> actual) {
        for (Map.Entry<String, DenseTensor> output : actual.entrySet()) {
            DenseTensor reals = expected.get(output.getKey());
            if (reals == null || reals.values().length != output.getValue().values().length || !reals.isFinite()) {
                continue;
            }
            compare(reals, output.getValue().values());
            compareLabels(reals, output.getValue().values());
        }
        samples++;
    }

    public AccuracyReport report() {
        OptionalDouble agreement = labelled == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) agreed / labelled);
        return new AccuracyReport(
                reference, samples, maxError, elements == 0 ? 0 : sum / elements, relativeError, agreement);
    }

    private void compare(DenseTensor expected, double[] actual) {
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = Math.abs(expected.value(i) - actual[i]);
            worst = Math.max(worst, error);
            sum += error;
            elements++;
        }
        maxError = Math.max(maxError, worst);
        relativeError = Math.max(relativeError, worst / Math.max(1, RealRange.of(expected).span()));
    }

    /// One label per row: the position of the largest element along the last axis.
    private void compareLabels(DenseTensor expected, double[] actual) {
        int rank = expected.shape().rank();
        int length = rank == 0 ? 1 : expected.shape().length(rank - 1);
        for (int row = 0; length > 1 && row < actual.length; row += length) {
            labelled++;
            agreed += largest(expected.values(), row, length) == largest(actual, row, length) ? 1 : 0;
        }
    }

    private static int largest(double[] values, int from, int length) {
        int largest = from;
        for (int i = from + 1; i < from + length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
