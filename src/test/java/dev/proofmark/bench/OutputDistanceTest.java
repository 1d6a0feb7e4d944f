package dev.proofmark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OutputDistanceTest {
    @Test
    void toleranceIsAShareOfTheSpanButNeverBelowTwoHundredths() {
        assertThat(distance(new double[] {-5, 5}, new double[] {-5, 5}).tolerance()).isCloseTo(0.2, within(1e-12));
        assertThat(distance(new double[] {0.1, 0.3}, new double[] {0.1, 0.3}).tolerance()).isCloseTo(0.02, within(1e-12));
        assertThat(distance(new double[] {0.1}, new double[] {0.119}).withinTolerance()).isTrue();
        assertThat(distance(new double[] {0.1}, new double[] {0.121}).withinTolerance()).isFalse();
    }

    @Test
    void labelsMustAgreeUnlessTheExpectedOnesAreTied() {
        assertThat(distance(new double[] {0, 1, 10}, new double[] {0, 10, 1}).labelAgrees()).isFalse();
        assertThat(distance(new double[] {0, 9.9, 10}, new double[] {0, 10, 9.9}).labelAgrees()).isTrue();
        assertThat(distance(new double[] {0, 9.9, 10}, new double[] {0, 10, 9.9}).withinTolerance()).isTrue();
    }

    @Test
    void theWorseOfTwoIsTheOneFurtherInTolerances() {
        OutputDistance wide = distance(new double[] {0, 100}, new double[] {1, 100});
        OutputDistance narrow = distance(new double[] {0, 0.5}, new double[] {0.015, 0.5});
        assertThat(wide.worse(narrow).largest()).isEqualTo(0.015);
        assertThat(narrow.worse(wide).largest()).isEqualTo(0.015);
    }

    @Test
    void lengthsMustAgree() {
        assertThatThrownBy(() -> distance(new double[2], new double[3])).hasMessageContaining("expected 2 values, got 3");
    }

    private static OutputDistance distance(double[] expected, double[] actual) {
        return OutputDistance.between(expected, actual);
    }
}
