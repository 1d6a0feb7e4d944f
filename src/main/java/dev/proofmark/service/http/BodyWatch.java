package dev.proofmark.service.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One thread that looks at every body on its way in, a few times a second.
@Component
final class BodyWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BodyWatch.class);
    private static final long PERIOD_NANOS = 250_000_000;

    private final Set<BodyReception> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean running = true;

    BodyWatch() {
        Thread.ofPlatform().name("body-watch").daemon().start(this::loop);
    }

    void add(BodyReception reception) {
        watched.add(reception);
    }

    int watched() {
        return watched.size();
    }

    private void loop() {
        while (running) {
            LockSupport.parkNanos(PERIOD_NANOS);
            for (BodyReception reception : watched) {
                try {
                    if (!reception.watch(System.nanoTime())) {
                        watched.remove(reception);
                    }
                } catch (RuntimeException e) {
                    LOG.warn("A body could not be given up", e);
                    watched.remove(reception);
                }
            }
        }
    }

    @Override
    public void close() {
        running = false;
    }
}
