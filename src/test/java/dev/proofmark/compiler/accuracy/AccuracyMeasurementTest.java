package dev.proofmark.compiler.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyMeasurementTest {

    @Test
    void collectsErrorsAndLabels() {
        AccuracyMeasurement measurement = new AccuracyMeasurement("someone");
        TensorShape rows = TensorShape.of(2, 3);
        measurement.add(
                Map.of("y", DenseTensor.of(rows, 0, 1, 4, 2, 1, 0)), Map.of("y", DenseTensor.of(rows, 0, 1, 3, 1, 2, 0)));
        measurement.add(Map.of("y", DenseTensor.vector(0, 0.5)), Map.of("y", DenseTensor.vector(0, 0.75)));
        AccuracyReport report = measurement.report();
        assertThat(report.reference()).isEqualTo("someone");
        assertThat(report.samples()).isEqualTo(2);
        assertThat(report.maxError()).isEqualTo(1);
        assertThat(report.meanError()).isCloseTo(3.25 / 8, within(1e-12));
        assertThat(report.relativeError()).as("1 of a span of 4; 0.25 of a span below 1").isEqualTo(0.25);
        assertThat(report.labelAgreement()).hasValue(2.0 / 3);
    }

    @Test
    void leavesOutWhatCannotBeCompared() {
        AccuracyMeasurement measurement = new AccuracyMeasurement("someone");
        measurement.add(
                Map.of("a", DenseTensor.vector(Double.NaN, 1), "c", DenseTensor.vector(5)),
                Map.of("a", DenseTensor.vector(1, 1), "b", DenseTensor.vector(9), "c", DenseTensor.vector(5)));
        assertThat(measurement.report().maxError()).isZero();
        assertThat(measurement.report().labelAgreement()).isEmpty();
    }
}
