package dev.proofmark.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Steps of ports: one for all, or one for every index of an axis, in one form only.
class PortScaleTest {
    private static void refused(Runnable scale) {
        assertThatThrownBy(scale::run).isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).isEqualTo("port-scale"));
    }

    @Test
    void exponentsStartAtZeroAndDiffer() {
        assertThat(new PortScale(1, 0, List.of(0, 40)).isUniform()).isFalse();
        assertThat(new PortScale(1, 3, List.of(1, 0)).exponents()).containsExactly(1, 0);
        for (List<Integer> exponents : List.of(List.of(0, 41), List.of(1, 2), List.of(0, 0), List.of(0), List.of(-1, 1), List.of(-1, 0))) {
            refused(() -> new PortScale(1, 0, exponents));
        }
        refused(() -> new PortScale(1, 1, List.of()));
        assertThat(PortScale.uniform(0.5)).isEqualTo(new PortScale(0.5, 0, List.of()));
    }

    @Test
    void anAxisMustBeThePorts() {
        Shape shape = Shape.of(2, 3);
        for (int axis : new int[] {0, 1}) {
            PortScale scale = new PortScale(1, axis, axis == 0 ? List.of(0, 1) : List.of(0, 1, 2));
            assertThat(scale.fitting(shape)).isSameAs(scale);
        }
        refused(() -> new PortScale(1, -1, List.of(0, 1)).fitting(shape));
        refused(() -> new PortScale(1, 2, List.of(0, 1)).fitting(shape));
        refused(() -> new PortScale(1, 1, List.of(0, 1)).fitting(shape));
        refused(() -> new PortScale(1, 0, List.of(0, 1, 2)).fitting(shape));
        PortScale uniform = PortScale.uniform(3);
        assertThat(uniform.fitting(Shape.of())).isSameAs(uniform);
        assertThat(uniform.fitting(shape)).isSameAs(uniform);
    }

    @Test
    void everyElementHasTheStepOfItsIndex() {
        int[] lengths = {2, 3, 2};
        PortScale middle = new PortScale(0.5, 1, List.of(0, 1, 3));
        PortScale last = new PortScale(0.5, 2, List.of(2, 0));
        PortScale first = new PortScale(0.5, 0, List.of(0, 4));
        double[] steps = {0.5, 1, 4};
        for (int element = 0; element < 12; element++) {
            assertThat(middle.at(lengths, element)).isEqualTo(steps[element / 2 % 3]);
            assertThat(last.at(lengths, element)).isEqualTo(element % 2 == 0 ? 2 : 0.5);
            assertThat(first.at(lengths, element)).isEqualTo(element < 6 ? 0.5 : 8);
            assertThat(PortScale.uniform(7).at(lengths, element)).isEqualTo(7);
        }
    }
}
