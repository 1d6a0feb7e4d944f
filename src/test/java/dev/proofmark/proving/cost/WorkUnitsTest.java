package dev.proofmark.proving.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The laws of works and of what they cost.
class WorkUnitsTest {
    private static final UnitCosts COSTS = FixedCosts.COSTS;

    private static WorkUnits sample(long seed) {
        Random random = new Random(seed);
        Map<Operation, Long> units = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            units.put(operation, (long) random.nextInt(1000));
        }
        return WorkUnits.of(units);
    }

    @Test
    void nothingCostsNothing() {
        assertThat(COSTS.seconds(WorkUnits.NONE)).isZero();
        assertThat(WorkUnits.NONE.named()).isEmpty();
        assertThat(sample(1).plus(WorkUnits.NONE)).isEqualTo(sample(1));
    }

    @Test
    void costsAddUp() {
        WorkUnits sum = sample(1).plus(sample(2));
        assertThat(sum).isEqualTo(sample(2).plus(sample(1)));
        assertThat(COSTS.seconds(sum)).isCloseTo(COSTS.seconds(sample(1)) + COSTS.seconds(sample(2)), within(1e-12));
    }

    @Test
    void moreOfAnyKindCostsMore() {
        for (Operation operation : Operation.values()) {
            WorkUnits more = sample(1).plus(WorkUnits.of(Map.of(operation, 1L)));
            assertThat(more.units(operation)).isEqualTo(sample(1).units(operation) + 1);
            assertThat(COSTS.seconds(more)).as("%s", operation).isGreaterThan(COSTS.seconds(sample(1)));
        }
    }

    @Test
    void namesAreReadAgainAndUnknownOnesAreLeftOut() {
        Map<String, Long> named = new HashMap<>(sample(1).named());
        named.put("OF_ANOTHER_VERSION", 7L);
        assertThat(WorkUnits.ofNamed(named)).isEqualTo(sample(1));
        assertThat(UnitCosts.ofNamed(COSTS.named()).named()).isEqualTo(COSTS.named());
    }

    @Test
    void negativeAndMissingNumbersAreRefused() {
        assertThatThrownBy(() -> WorkUnits.of(Map.of(Operation.LEAF, -1L))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LEAF");
        assertThatThrownBy(() -> new UnitCosts(Map.of(Operation.LEAF, 1.0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MULTIPLY_ADD");
        for (double price : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Map<String, Double> named = new HashMap<>(COSTS.named());
            named.put("LEAF", price);
            assertThatThrownBy(() -> UnitCosts.ofNamed(named)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("LEAF");
        }
    }
}
