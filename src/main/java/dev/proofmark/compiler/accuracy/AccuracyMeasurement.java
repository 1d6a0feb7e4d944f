package dev.proofmark.compiler.accuracy;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.quantize.RealRange;
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
    private int labelled;
    private int agreed;

    public AccuracyMeasurement(String reference) {
        this.reference = reference;
    }

    /// @param expected the reference's outputs; outputs that it lacks are not compared
    public void add(Map<String, DenseTensor> expected, Map<String, DenseTensor> actual) {
        boolean several = false;
        boolean same = true;
        for (Map.Entry<String, DenseTensor> output : actual.entrySet()) {
            DenseTensor reals = expected.get(output.getKey());
            if (reals == null || reals.values().length != output.getValue().values().length || !reals.isFinite()) {
                continue;
            }
            compare(reals, output.getValue().values());
            if (reals.values().length > 1) {
                several = true;
                same &= largest(reals.values()) == largest(output.getValue().values());
            }
        }
        samples++;
        labelled += several ? 1 : 0;
        agreed += several && same ? 1 : 0;
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

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
