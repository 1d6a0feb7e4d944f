package dev.proofmark.service.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VerificationSlotsTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final VerificationSlots slots = new VerificationSlots(new VerificationLimits(2, Duration.ofSeconds(1)), clock::get);

    private static void unavailable(Throwable thrown) {
        assertThat(((ProblemException) thrown).code()).isEqualTo(ProblemCode.UNAVAILABLE);
    }

    @Test
    void soManyRunAndNoMore() {
        String answer = slots.run(first -> slots.run(second -> {
            assertThatThrownBy(() -> slots.run(third -> "third")).satisfies(VerificationSlotsTest::unavailable);
            return "second";
        }));
        assertThat(answer).isEqualTo("second");
        assertThat(slots.<String>run(first -> slots.run(second -> "again"))).isEqualTo("again");
    }

    @Test
    void aSlotIsFreedByAFailure() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> slots.run(check -> {
                throw new IllegalStateException("failed");
            })).hasMessage("failed");
        }
        assertThat(slots.<String>run(check -> "done")).isEqualTo("done");
    }

    @Test
    void theCheckEndsWorkAfterTheDeadline() {
        assertThatThrownBy(() -> slots.run(check -> {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            check.run();
            clock.incrementAndGet();
            check.run();
            return "late";
        })).satisfies(VerificationSlotsTest::unavailable).hasMessageContaining("in time");
    }

    @Test
    void theCheckEndsWorkOfAnInterruptedThread() {
        try {
            assertThatThrownBy(() -> slots.run(check -> {
                check.run();
                Thread.currentThread().interrupt();
                check.run();
                return "late";
            })).satisfies(VerificationSlotsTest::unavailable);
        } finally {
            Thread.interrupted();
        }
    }
}
