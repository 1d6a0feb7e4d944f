package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.service.errors.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RequestMemoryTest {
    private final RequestMemory memory = new RequestMemory(new HttpProperties(DataSize.ofMegabytes(10),
            Duration.ofSeconds(1), DataSize.ofKilobytes(4), Duration.ofSeconds(2), List.of()));

    private static void refused(ThrowingCallable taking, String code) {
        assertThatThrownBy(taking).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problem().code()).isEqualTo(code));
    }

    @Test
    void whatIsTakenTogetherStaysWithinTheLimitAndComesBack() {
        RequestMemory.Share one = memory.share();
        RequestMemory.Share two = memory.share();
        one.take(6 << 20);
        refused(() -> two.take(5 << 20), "unavailable");
        two.take(4 << 20);
        refused(() -> two.take(1), "unavailable");
        refused(() -> two.take(7 << 20), "too-large");
        one.giveBack(1 << 20);
        two.take(1 << 20);
        assertThat(memory.used()).isEqualTo(10 << 20);
        one.close();
        one.close();
        two.close();
        assertThat(memory.used()).isZero();
    }

    @Test
    void aBodyThatStallsHoldsWhatItBrought() {
        try (RequestMemory.Share share = memory.share()) {
            MemoryBody body = new MemoryBody(share, 9 << 20);
            body.write(new byte[10], 0, 10);
            assertThat(memory.used()).isLessThan(8 << 10);
        }
    }

    @Test
    void aBodyThatComesTakesAllThatItAnnounced() {
        RequestMemory.Share share = memory.share();
        MemoryBody body = new MemoryBody(share, 9 << 20);
        byte[] part = new byte[MemoryBody.BELIEVED];
        body.write(part, 0, part.length);
        body.write(part, 0, part.length);
        assertThat(memory.used()).isGreaterThanOrEqualTo(9 << 20);
        MemoryBody late = new MemoryBody(memory.share(), 9 << 20);
        refused(() -> {
            late.write(part, 0, part.length);
            late.write(part, 0, part.length);
        }, "unavailable");
        share.close();
    }

    @Test
    void whatWasWrittenIsReadAndGivenBack() throws IOException {
        long seed = 4711;
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = new byte[random.nextInt(1 << 20)];
            random.nextBytes(bytes);
            RequestMemory.Share share = memory.share();
            MemoryBody body = new MemoryBody(share, random.nextBoolean() ? bytes.length : -1);
            for (int done = 0; done < bytes.length;) {
                int step = Math.min(bytes.length - done, 1 + random.nextInt(40_000));
                body.write(bytes, done, step);
                done += step;
            }
            long held = memory.used();
            assertThat(held).isBetween((long) bytes.length, bytes.length + (512L << 10));
            try (InputStream in = body.read()) {
                assertThat(in.readAllBytes()).as("seed %d, round %d", seed, round).isEqualTo(bytes);
            }
            assertThat(memory.used()).isLessThanOrEqualTo(256 << 10);
            share.close();
            assertThat(memory.used()).isZero();
        }
    }
}
