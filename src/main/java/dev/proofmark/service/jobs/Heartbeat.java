package dev.proofmark.service.jobs;

import dev.proofmark.service.platform.ProofmarkProperties;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// This node's contact with the job table: keeps what it holds, tells progress, learns of cancellations.
@Component
class Heartbeat {
    private final JobLeases leases;
    private final NodeRuns runs;
    private final int workers;
    private final Duration lease;
    private volatile long lastBeat = System.nanoTime();
    private volatile long steadySince = System.nanoTime();

    Heartbeat(JobLeases leases, NodeRuns runs, ProofmarkProperties properties) {
        this.leases = leases;
        this.runs = runs;
        this.workers = properties.workers();
        this.lease = properties.jobs().lease();
    }

    void beat() {
        if (workers > 0) {
            leases.announce(runs.owner(), runs.budgetBytes());
        } else {
            leases.reach();
        }
        for (JobRun run : runs.all()) {
            switch (leases.renew(run.claim(), run.stage(), run.percent())) {
                case HELD -> {
                }
                case CANCELLED -> run.stop(JobRun.Stop.CANCELLED);
                case LOST -> run.stop(JobRun.Stop.LEASE_LOST);
            }
        }
        long now = System.nanoTime();
        if (now - lastBeat > lease.toNanos() / 2) {
            steadySince = now;
        }
        lastBeat = now;
    }

    /// Time since the last beat that reached the job table.
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastBeat);
    }

    /// Whether no beat was missed for a whole lease. Only then does a lease that has run out mean that its node is dead: while
    /// the database was away, or this node was frozen, nobody could renew any.
    boolean steady() {
        return silence().compareTo(lease.dividedBy(2)) < 0 && System.nanoTime() - steadySince >= lease.toNanos();
    }
}
