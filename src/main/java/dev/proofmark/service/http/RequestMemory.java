package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The heap that all requests share for their bodies and for what is made of them.
///
/// It is counted before it is allocated, so however many bodies come at once, they cannot exhaust the heap; who comes too
/// late is told to come again.
@Component
public final class RequestMemory {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    @Autowired
    RequestMemory(HttpProperties properties, MeterRegistry meters) {
        this(properties);
        Gauge.builder("proofmark.http.memory", this, RequestMemory::used)
                .description("heap that requests hold").baseUnit("bytes").register(meters);
        Gauge.builder("proofmark.http.memory.limit", this, RequestMemory::limit)
                .description("heap that requests may hold together").baseUnit("bytes").register(meters);
    }

    RequestMemory(HttpProperties properties) {
        this.limit = properties.memory().toBytes();
    }

    public long limit() {
        return limit;
    }

    public long used() {
        return used.get();
    }

    /// A share that is empty; closing it gives back all that it has taken, once.
    Share share() {
        return new Share();
    }

    final class Share implements MemoryShare, AutoCloseable {
        private long taken;
        private boolean closed;

        @Override
        public synchronized void take(long bytes) {
            if (closed) {
                throw new IllegalStateException("the request has ended");
            }
            if (bytes > limit - taken) {
                throw ProblemException.of(ProblemCode.TOO_LARGE,
                        "the request needs more memory than all requests may use (proofmark.http.memory)",
                        "at most " + limit + " bytes", "at least " + Math.addExact(taken, bytes) + " bytes");
            }
            if (used.addAndGet(bytes) > limit) {
                used.addAndGet(-bytes);
                throw ProblemException.of(ProblemCode.UNAVAILABLE,
                        "other requests hold the memory that this one needs; try again",
                        "at most " + limit + " bytes over all requests", "more");
            }
            taken += bytes;
        }

        @Override
        public synchronized void giveBack(long bytes) {
            if (!closed) {
                taken -= bytes;
                used.addAndGet(-bytes);
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                used.addAndGet(-taken);
            }
        }
    }
}
