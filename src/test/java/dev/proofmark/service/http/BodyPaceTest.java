package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.errors.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BodyPaceTest {
    private static final long SECOND = 1_000_000_000L;

    private final BodyPace pace = new BodyPace(new HttpProperties(DataSize.ofMegabytes(1), Duration.ofSeconds(10),
            DataSize.ofBytes(1000), Duration.ofSeconds(100), List.of()), 5 * SECOND);

    private Optional<String> fault(long received, long seconds) {
        return pace.fault(received, (5 + seconds) * SECOND).map(ProblemException::problem).map(problem -> problem.code());
    }

    @Test
    void aBodyMayBeSlowAtFirst() {
        assertThat(fault(0, 10)).isEmpty();
        assertThat(fault(1, 11)).contains("body-too-slow");
    }

    @Test
    void afterThatTheAverageCounts() {
        assertThat(fault(40_000, 50)).isEmpty();
        assertThat(fault(39_000, 50)).contains("body-too-slow");
    }

    @Test
    void theWholeHasADeadline() {
        assertThat(fault(1_000_000, 100)).isEmpty();
        assertThat(fault(1_000_000, 101)).contains("body-too-slow");
    }
}
