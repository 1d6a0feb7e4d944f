package dev.proofmark.service.jobs;

import dev.proofmark.service.errors.Redacted;
import dev.proofmark.service.platform.FatalErrors;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that does the same again and again until it is told to end; nothing else ends it but the process's end.
///
/// It goes on at once while there is more to do, else when it is woken or the interval is over. What goes wrong is
/// logged, and tried again after the interval.
final class NodeLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);

    /// One round.
    interface Round {
        /// @return whether there is more to do at once
        boolean run();
    }

    private final Round round;
    private final Semaphore wake = new Semaphore(0);
    private final Duration interval;
    private final Thread thread;
    private volatile boolean going = true;

    private NodeLoop(String name, Duration interval, int priority, Round round) {
        this.round = round;
        this.interval = interval;
        this.thread = Thread.ofPlatform().name(name).daemon().priority(priority).unstarted(this::loop);
    }

    static NodeLoop start(String name, Duration interval, int priority, Round round) {
        NodeLoop loop = new NodeLoop(name, interval, priority, round);
        loop.thread.start();
        return loop;
    }

    void wake() {
        wake.release();
    }

    /// Lets the round in progress be the last one.
    void end() {
        going = false;
        wake();
    }

    /// Waits until the last round is over, or until the deadline of `System.nanoTime`; returns whether it is over.
    boolean join(long deadline) {
        try {
            return thread.join(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void loop() {
        while (going) {
            boolean more = false;
            try {
                more = round.run();
            } catch (Throwable e) {
                FatalErrors.endIfFatal(e);
                LOG.error("{} could not do its work; it tries again", thread.getName(), Redacted.of(e));
            }
            if (!more) {
                sleep();
            }
        }
    }

    private void sleep() {
        try {
            if (wake.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted and goes on", thread.getName());
        }
    }
}
