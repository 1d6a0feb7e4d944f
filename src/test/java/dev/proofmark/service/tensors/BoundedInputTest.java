package dev.proofmark.service.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.http.MemoryShare;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.tensors.Signature.Port;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/// A document with more than the model takes is read no further than to the first thing too many.
class BoundedInputTest {
    private static final int MANY = 200_000;
    private static final List<Port> PORTS = List.of(new Port("x", "float32", List.of(1, 3), null));

    private final InputReader reader = new InputReader(new ProofmarkProperties(Path.of("unused"), null, "", "", 0, 1,
            null, Duration.ZERO, new ProofmarkProperties.Jobs(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1),
            new ProofmarkProperties.Limits(DataSize.ofMegabytes(64), DataSize.ofMegabytes(64), 16_777_216)));

    /// Counts what is taken and the most that was held.
    private static final class Counted implements MemoryShare {
        private long held;
        private long most;

        @Override
        public void take(long bytes) {
            held += bytes;
            most = Math.max(most, held);
        }

        @Override
        public void giveBack(long bytes) {
            held -= bytes;
        }
    }

    private void refusedEarly(String json, String code) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.US_ASCII));
        Counted memory = new Counted();
        assertThatThrownBy(() -> reader.request(bytes, PORTS, memory)).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problem().code()).isEqualTo(code));
        assertThat(json.length() - bytes.available()).as("bytes read").isLessThan(64 << 10);
        assertThat(memory.most).as("memory taken").isLessThan(64 << 10);
    }

    @Test
    void elementsNamesAndListsTooManyEndTheReading() {
        refusedEarly("{\"inputs\":{\"x\":[" + "0,".repeat(MANY) + "0]}}", "input-shape");
        refusedEarly("{\"inputs\":{\"x\":[" + "[1,2,3],".repeat(MANY) + "[1,2,3]]}}", "input-shape");
        refusedEarly("{\"input_data\":[[" + "0,".repeat(MANY) + "0]]}", "input-shape");
        refusedEarly("{\"input_data\":[" + "[0],".repeat(MANY) + "[0]]}", "input-missing");
        StringBuilder names = new StringBuilder("{\"inputs\":{\"x\":[1,2,3]");
        for (int i = 0; i < MANY; i++) {
            names.append(",\"n").append(i).append("\":[1]");
        }
        refusedEarly(names.append("}}").toString(), "input-unknown");
    }

    @Test
    void whatCalibrationHoldsIsTakenOfTheShare() {
        int samples = 3_000;
        String json = "{\"samples\":[" + "{\"inputs\":{\"x\":[1,2,3]}},".repeat(samples - 1) + "[1,2,3]]}";
        Counted memory = new Counted();
        assertThat(reader.calibration(json.getBytes(StandardCharsets.US_ASCII), memory)).hasSize(samples);
        assertThat(memory.held).isBetween(samples * 256L, samples * 1024L);
        Counted large = new Counted();
        String numbers = "[[" + "0,".repeat(MANY) + "0]]";
        reader.calibration(numbers.getBytes(StandardCharsets.US_ASCII), large);
        assertThat(large.held).isBetween(8L * MANY, 17L * MANY);
        assertThat(large.most).isLessThan(26L * MANY);
    }
}
