package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.IntegerRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangePlanTest {
    private static RangePlan plan(long... bitsAndElements) {
        RangePlan.Requests requests = new RangePlan.Requests();
        for (int i = 0; i < bitsAndElements.length; i += 2) {
            requests.add((int) bitsAndElements[i], bitsAndElements[i + 1]);
        }
        return RangePlan.of(requests);
    }

    @Test
    void manyElementsGetATableOfTheirWidth() {
        assertThat(plan(14, 1_000_000).tables()).containsExactly(14);
    }

    @Test
    void fewElementsAreCheckedInLimbs() {
        assertThat(plan(16, 4).tables()).allMatch(bits -> bits <= 8);
    }

    @Test
    void aWidthThatFewElementsNeedUsesAWiderTable() {
        RangePlan plan = plan(12, 1_000_000, 11, 8);
        assertThat(plan.tables()).containsExactly(12);
        assertThat(plan.table(11)).isEqualTo(12);
    }

    private static List<Integer> inputLimbs(IntegerRange range, long elements, long... bitsAndElements) {
        RangePlan.Requests requests = new RangePlan.Requests();
        for (int i = 0; i < bitsAndElements.length; i += 2) {
            requests.add((int) bitsAndElements[i], bitsAndElements[i + 1]);
        }
        requests.addInput(range, elements);
        return RangePlan.of(requests).inputLimbs(range);
    }

    @Test
    void aFewInputsUseTheTablesOfOthers() {
        assertThat(inputLimbs(new IntegerRange(0, 3641), 8, 14, 1_000_000)).containsExactly(14);
        assertThat(inputLimbs(new IntegerRange(0, 3641), 8, 6, 1_000_000)).containsExactly(6, 6);
    }

    @Test
    void manyInputsHaveATableOfTheirOwn() {
        assertThat(inputLimbs(new IntegerRange(0, 3641), 1_000_000, 14, 1_000_000)).isEmpty();
    }

    /// Two declared ranges share one table where it serves both.
    @Test
    void inputsShareTablesWithEachOther() {
        RangePlan.Requests requests = new RangePlan.Requests();
        requests.addInput(new IntegerRange(-900, 3000), 8);
        requests.addInput(new IntegerRange(100, 3700), 8);
        RangePlan plan = RangePlan.of(requests);
        assertThat(plan.tables()).hasSize(1).allMatch(bits -> bits <= 7);
        assertThat(plan.inputLimbs(new IntegerRange(-900, 3000))).isEqualTo(plan.inputLimbs(new IntegerRange(100, 3700))).isNotEmpty();
    }

    @Test
    void noTableExceedsItsLimit() {
        RangePlan plan = plan(30, 100_000_000);
        assertThat(plan.tables()).allMatch(bits -> bits <= 20);
    }

    @Test
    void aProgramWithoutRemaindersNeedsNoTable() {
        assertThat(plan().tables()).isEmpty();
    }
}
