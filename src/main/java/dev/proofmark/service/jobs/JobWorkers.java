package dev.proofmark.service.jobs;

import dev.proofmark.service.errors.Redacted;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// This node's threads: its workers, the heartbeat that keeps their leases, and the housekeeper.
///
/// The heartbeat has a thread of its own, outside of every pool that work can fill and of everything that waits for a disk.
/// An orderly stop tells the runs to end and gives their jobs back, so another node takes them up at once.
@Component
class JobWorkers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);
    private static final long STOP_SECONDS = 20;

    private final JobLeases leases;
    private final QueueLength length;
    private final NodeRuns runs;
    private final Heartbeat heartbeat;
    private final Housekeeping housekeeping;
    private final JobEnding ending;
    private final Map<JobKind, JobHandler> handlers = new EnumMap<>(JobKind.class);
    private final ProofmarkProperties properties;
    private final List<NodeLoop> workers = new CopyOnWriteArrayList<>(); // requests wake them
    private volatile NodeLoop beats;
    private volatile NodeLoop housekeeper;
    private volatile boolean running;

    JobWorkers(JobLeases leases, JobQueue queue, QueueLength length, NodeRuns runs, Heartbeat heartbeat,
            Housekeeping housekeeping, JobEnding ending, List<JobHandler> handlers, ProofmarkProperties properties) {
        this.leases = leases;
        this.length = length;
        this.runs = runs;
        this.heartbeat = heartbeat;
        this.housekeeping = housekeeping;
        this.ending = ending;
        this.properties = properties;
        handlers.forEach(handler -> this.handlers.put(handler.kind(), handler));
        queue.onWork(this::wakeWorkers);
        queue.onCancel(this::wakeForCancellation);
    }

    @Override
    public synchronized void start() {
        length.recount();
        if (properties.workers() > 0) {
            leases.announce(runs.owner(), runs.budgetBytes());
            LOG.info("{} workers, which may use {} MiB of heap together", properties.workers(), runs.budgetBytes() >> 20);
        }
        Duration poll = properties.jobs().poll();
        Duration beat = properties.jobs().heartbeat();
        beats = NodeLoop.start("heartbeat", beat, Thread.MAX_PRIORITY, () -> {
            heartbeat.beat();
            return false;
        });
        housekeeper = NodeLoop.start("housekeeper", beat, Thread.NORM_PRIORITY, housekeeping::round);
        running = true; // requests are served already, and wake what there is now
        for (int i = 1; i <= properties.workers(); i++) {
            workers.add(NodeLoop.start("worker-" + i, poll, Thread.NORM_PRIORITY, this::work));
        }
    }

    /// Leases are renewed until the last worker has given its job back.
    @Override
    public synchronized void stop() {
        running = false;
        runs.all().forEach(run -> run.stop(JobRun.Stop.SHUTDOWN));
        workers.forEach(NodeLoop::end);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        workers.forEach(worker -> worker.join(deadline));
        housekeeper.end();
        beats.end();
        housekeeper.join(deadline);
        beats.join(deadline);
        runs.all().forEach(run -> leases.release(run.claim())); // a worker that does not listen loses its lease here
        workers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private boolean work() {
        if (!running) {
            return false;
        }
        Optional<JobRun> claimed = runs.claim();
        claimed.ifPresent(this::run);
        return claimed.isPresent();
    }

    private void run(JobRun run) {
        if (!running) {
            run.stop(JobRun.Stop.SHUTDOWN); // claimed while the others were told
        }
        JobClaim claim = run.claim();
        LOG.info("Started: {}, attempt {}{}", run.name(), claim.attempt(), claim.alone() ? ", alone" : "");
        try {
            ending.of(run, () -> handlers.get(claim.kind()).run(claim.jobId(), run), () -> running);
        } catch (RuntimeException e) {
            LOG.warn("Not ended, to be started again when its lease runs out: {}", run.name(), Redacted.of(e));
        } finally {
            runs.ended(run);
            wakeWorkers(); // another worker may wait for the memory
            housekeeper.wake();
        }
    }

    private void wakeWorkers() {
        workers.forEach(NodeLoop::wake);
    }

    private void wakeForCancellation() {
        if (running) {
            beats.wake();
            housekeeper.wake();
        }
    }
}
