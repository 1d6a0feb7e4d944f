package dev.proofmark.argument.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Prices and limits: those of the protocol, and charged before anything is done.
class WorkTest {
    private static final Pattern ROW = Pattern.compile("^\\| ([a-z ,]+) \\| ([0-9, ]+) \\| .*", Pattern.MULTILINE);

    @Test
    void pricesAndLimitsAreThoseOfTheProtocol() throws IOException {
        String protocol = Files.readString(Path.of("docs/protocol.md"));
        Map<String, Integer> prices = new HashMap<>();
        for (Matcher row = ROW.matcher(protocol); row.find();) {
            String[] names = row.group(1).split(", ");
            String[] numbers = row.group(2).split(", ");
            for (int i = 0; i < names.length; i++) {
                prices.put(names[i], Integer.parseInt(numbers[i]));
            }
        }
        for (Work work : Work.values()) {
            String name = work.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            if (work == Work.SCALAR || work == Work.SUMMED_POINT) {
                assertThat(protocol).as(name).contains("*Paid*: 64 for every scalar").contains("and 288 for each of these points");
            } else {
                assertThat(prices).as(name).containsEntry(name, work.operations());
            }
        }
        assertThat(Work.SCALAR.operations()).isEqualTo(64);
        assertThat(Work.SUMMED_POINT.operations()).isEqualTo(288);
        assertThat(protocol).contains(String.format(Locale.ROOT, "%,d", WorkBudget.DECODING),
                String.format(Locale.ROOT, "%,d", WorkBudget.EVALUATION));
    }

    @Test
    void allowsWhatTheProofPaysForAndNoMoreThanTheLimit() {
        assertThat(WorkBudget.allowance(0)).isEqualTo(1 << 20);
        assertThat(WorkBudget.allowance(1000)).isEqualTo((1 << 20) + 3000);
        assertThat(WorkBudget.allowance(Integer.MAX_VALUE)).isEqualTo(WorkBudget.EVALUATION);
    }

    @Test
    void refusesTheFirstOperationBeyondTheLimit() {
        WorkBudget budget = WorkBudget.decoding(() -> {});
        budget.charge(Work.BYTE, WorkBudget.DECODING);
        assertThat(budget.spent()).isEqualTo(WorkBudget.DECODING);
        assertThatThrownBy(() -> budget.charge(Work.BYTE, 1)).isInstanceOf(WorkExceeded.class)
                .hasMessageContaining(WorkBudget.DECODING + " operations");
        assertThatThrownBy(() -> WorkBudget.evaluation().charge(Work.ENTRY, WorkBudget.EVALUATION + 1)).isInstanceOf(WorkExceeded.class);
        assertThatThrownBy(() -> WorkBudget.evaluation().charge(Work.INDEX, Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void asksNowAndThenWhetherToGoOn() {
        AtomicInteger asked = new AtomicInteger();
        WorkBudget budget = WorkBudget.counted(asked::incrementAndGet);
        budget.charge(Work.BYTE, (1 << 16) - 1);
        assertThat(asked).hasValue(0);
        budget.charge(Work.BYTE, 1);
        assertThat(asked).hasValue(1);
        for (int i = 0; i < 1 << 16; i++) {
            budget.charge(Work.BYTE, 1);
        }
        assertThat(asked).hasValue(2);
    }
}
