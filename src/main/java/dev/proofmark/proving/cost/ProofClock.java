package dev.proofmark.proving.cost;

import dev.proofmark.proving.prover.ProvingListener;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Takes the time of every stage of one proof, on the thread that makes it. Where that thread works alone, its processor time is
/// taken, which what else runs on the host does not add to; where others help it, wall-clock time.
public final class ProofClock implements ProvingListener {
    private final LongSupplier clock;
    private final Map<ProofStage, Long> nanoseconds = new EnumMap<>(ProofStage.class);
    private ProofStage current;
    private long since;

    /// @param threads of the proof
    public ProofClock(int threads) {
        this.clock = of(threads);
    }

    /// Nanoseconds since some moment, for the calling thread with `threads - 1` helpers.
    static LongSupplier of(int threads) {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        return threads == 1 && bean.isCurrentThreadCpuTimeSupported() ? bean::getCurrentThreadCpuTime : System::nanoTime;
    }

    @Override
    public void stage(String name, int percent) {
        ProofStage next = ProofStage.named(name).orElse(current);
        if (next != current) {
            end();
            current = next;
        }
    }

    /// The proof is made.
    public void end() {
        long now = clock.getAsLong();
        if (current != null) {
            nanoseconds.merge(current, now - since, Long::sum);
        }
        current = null;
        since = now;
    }

    /// Nanoseconds of every stage that has ended.
    public Map<ProofStage, Long> nanoseconds() {
        return Map.copyOf(nanoseconds);
    }
}
