package dev.proofmark.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// Waits for a condition itself, with a limit that only something broken reaches.
public final class Await {
    private static final int PAUSE_MILLIS = 20;

    private Await() {}

    /// Looks again and again until what it sees satisfies, and gives that.
    public static <T> T until(String what, Callable<T> source, Predicate<T> condition) {
        long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
        try {
            while (true) {
                T seen = source.call();
                if (condition.test(seen)) {
                    return seen;
                }
                assertThat(System.nanoTime()).as("waiting for %s, last seen: %s", what, seen).isLessThan(deadline);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("waiting for " + what, e);
        }
    }
}
