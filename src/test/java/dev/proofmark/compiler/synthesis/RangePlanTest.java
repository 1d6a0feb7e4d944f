package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

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
