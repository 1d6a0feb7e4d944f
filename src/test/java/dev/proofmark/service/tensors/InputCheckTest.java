package dev.proofmark.service.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.tensors.Signature.AxisRanges;
import dev.proofmark.service.tensors.Signature.Port;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Ranges that differ along an axis hold at every element of their index.
class InputCheckTest {

    private static final List<List<Double>> RANGES = List.of(List.of(0.0, 100.0), List.of(-5.0, 5.0), List.of(0.0, 1.0));
    private static final Port PORT =
            new Port("x", "float32", List.of(2, 3, 2), List.of(-5.0, 100.0), new AxisRanges(1, RANGES));

    @Test
    void everyIndexHasItsOwnRange() {
        double[] inside = {100, 0, 5, -5, 1, 0, 0, 100, -5, 5, 0, 1};
        assertThat(InputCheck.check(List.of(PORT), input(inside)).get("x").values()).isEqualTo(inside);
        for (int i = 0; i < inside.length; i++) {
            double[] outside = inside.clone();
            outside[i] = RANGES.get(i / 2 % 3).get(1) + 0.5;
            String where = "[%d, %d, %d]".formatted(i / 6, i / 2 % 3, i % 2);
            assertThatThrownBy(() -> InputCheck.check(List.of(PORT), input(outside)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(where)
                    .hasMessageContaining("out of range");
        }
    }

    private static InferenceInput input(double[] values) {
        return new InferenceInput(Map.of("x", new Tensor(List.of(2, 3, 2), values)), List.of(), Visibility.PRIVATE, "");
    }
}
