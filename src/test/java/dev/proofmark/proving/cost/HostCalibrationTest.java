package dev.proofmark.proving.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.proving.proof.ProofPlan;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HostCalibrationTest {
    /// One round of proofs by code that is not compiled yet: slower than any other, yet prices of the right kind.
    @Test
    void everyOperationGetsAPrice() {
        UnitCosts costs = HostCalibration.measured(1, 1);
        SampleCircuits.Sample sample = SampleCircuits.mlp(64, 32, 4, 6, 1);
        WorkUnits work = WorkCount.of(sample.circuit(), sample.program(), ProofPlan.of(sample.circuit()));
        assertThat(costs.named()).hasSize(Operation.values().length);
        assertThat(costs.seconds(work)).isBetween(1e-4, 100.0);
    }

    @Test
    void whatIsEndedHasNoResult() {
        AtomicInteger asked = new AtomicInteger();
        assertThat(HostCalibration.measure(1, Duration.ofMinutes(5), () -> asked.incrementAndGet() > 3)).isEmpty();
        assertThat(HostCalibration.measure(1, Duration.ZERO, () -> false)).as("no time").isEmpty();
    }

    @Test
    void theFitFindsFactorsThatTheRowsTell() {
        double[][] rows = {{1, 0, 0}, {0, 2, 0}, {1, 1, 0}};
        double[] factors = RidgeFit.factors(rows, new double[] {2, 1, 2.5}, 3, 1e-6);
        assertThat(factors[0]).isBetween(1.99, 2.01);
        assertThat(factors[1]).isBetween(0.49, 0.51);
        assertThat(factors[2]).as("nothing tells").isEqualTo(1);
    }

    @Test
    void noFactorIsNegative() {
        assertThat(RidgeFit.factors(new double[][] {{1, 1}, {0, 1}}, new double[] {1, 5}, 2, 1e-6)[0]).isZero();
    }
}
