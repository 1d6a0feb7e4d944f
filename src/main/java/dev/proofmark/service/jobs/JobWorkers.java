package dev.proofmark.service.jobs;

import dev.proofmark.service.engine.EngineProblems;
import dev.proofmark.service.engine.WorkCancelledException;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.errors.Redacted;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/// This node's workers and the heartbeat that keeps their leases.
///
/// The heartbeat has a thread of its own, outside of every pool that work can fill. An orderly stop tells the runs to end
/// and gives their jobs back, so another node takes them up at once.
@Component
class JobWorkers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);
    private static final long STOP_SECONDS = 20;

    private final JobLeases leases;
    private final Map<JobKind, JobHandler> handlers = new EnumMap<>(JobKind.class);
    private final ProofmarkProperties properties;
    private final String owner = UUID.randomUUID().toString();
    private final Set<JobRun> runs = ConcurrentHashMap.newKeySet();
    private final Object claiming = new Object();
    private final Semaphore work = new Semaphore(0);
    private final Semaphore beat = new Semaphore(0);
    private final List<Thread> workers = new ArrayList<>();
    private Thread heartbeat;
    private volatile boolean running;
    private volatile boolean beating;

    JobWorkers(JobLeases leases, JobQueue queue, List<JobHandler> handlers, ProofmarkProperties properties) {
        this.leases = leases;
        this.properties = properties;
        handlers.forEach(handler -> this.handlers.put(handler.kind(), handler));
        queue.onWork(() -> {
            work.release();
            beat.release();
        });
    }

    @Override
    public synchronized void start() {
        if (properties.workers() > 0) {
            leases.announce(owner, budget());
            LOG.info("{} workers, which may use {} MiB of heap together", properties.workers(), budget() >> 20);
        }
        running = true;
        beating = true;
        for (int i = 1; i <= properties.workers(); i++) {
            workers.add(Thread.ofPlatform().name("worker-" + i).daemon().start(this::workLoop));
        }
        heartbeat = Thread.ofPlatform().name("heartbeat").daemon().unstarted(this::beatLoop);
        heartbeat.setPriority(Thread.MAX_PRIORITY);
        heartbeat.start();
    }

    /// Leases are renewed until the last worker has given its job back.
    @Override
    public synchronized void stop() {
        running = false;
        runs.forEach(run -> run.stop(JobRun.Stop.SHUTDOWN));
        work.release(properties.workers());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        workers.forEach(worker -> join(worker, deadline));
        beating = false;
        beat.release();
        join(heartbeat, deadline);
        runs.forEach(run -> leases.release(run.claim())); // a worker that does not listen loses its lease here
        workers.clear();
    }

    private static void join(Thread thread, long deadline) {
        try {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void workLoop() {
        while (running) {
            try {
                Optional<JobRun> claimed = claim();
                if (claimed.isPresent()) {
                    run(claimed.get());
                } else if (work.tryAcquire(properties.jobs().poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("A worker could not reach the job table; it tries again", e);
                pause();
            }
        }
    }

    private long budget() {
        return properties.memory().toBytes();
    }

    /// One worker claims at a time, so that no two of them count the same memory as free.
    private Optional<JobRun> claim() {
        synchronized (claiming) {
            long used = runs.stream().mapToLong(run -> run.claim().memoryBytes()).sum();
            Optional<JobRun> claimed = leases.claim(owner, budget(), budget() - used).map(JobRun::new);
            claimed.ifPresent(runs::add);
            return claimed;
        }
    }

    private void run(JobRun run) {
        if (!running) {
            run.stop(JobRun.Stop.SHUTDOWN); // claimed while the others were told
        }
        JobClaim claim = run.claim();
        try {
            LOG.info("Job {} ({}), attempt {}: started", claim.jobId(), claim.kind(), claim.attempt());
            Runnable writes = handlers.get(claim.kind()).run(claim.jobId(), run);
            JobStatus status = leases.succeed(claim, run.stageMillis(), writes);
            LOG.info("Job {}: {}", claim.jobId(), status);
        } catch (LeaseLostException e) {
            LOG.warn("{}; its result is dropped", e.getMessage());
        } catch (WorkCancelledException e) {
            ended(run);
        } catch (Throwable e) {
            failed(run, e);
        } finally {
            runs.remove(run);
            work.release(); // another worker may wait for the memory
            tidy(claim.kind());
        }
    }

    private void ended(JobRun run) {
        try {
            switch (run.stopReason()) {
                case CANCELLED -> {
                    leases.cancelled(run.claim());
                    LOG.info("Job {}: CANCELLED", run.claim().jobId());
                }
                case SHUTDOWN -> leases.release(run.claim());
                case LEASE_LOST -> LOG.warn("Job {}: the lease is lost, stopped", run.claim().jobId());
                case NO -> throw new IllegalStateException("work stopped that nobody told to stop");
            }
        } catch (LeaseLostException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void failed(JobRun run, Throwable thrown) {
        long job = run.claim().jobId();
        if (thrown instanceof TransientDataAccessException
                || thrown instanceof DataAccessResourceFailureException
                || thrown instanceof CannotCreateTransactionException) {
            LOG.warn("Job {}: the database went away; the job is started again when its lease runs out", job, thrown);
            return;
        }
        Problem problem = EngineProblems.of(thrown).map(ProblemException::problem).orElseGet(() -> {
            String incident = UUID.randomUUID().toString();
            LOG.error("Incident {}: job {} failed", incident, job, Redacted.of(thrown));
            return ProblemException.of(ProblemCode.WORK_FAILED, thrown instanceof OutOfMemoryError
                    ? "the work needs more memory than this node has; incident " + incident
                    : "the work failed; the log of the service has the cause under incident " + incident).problem();
        });
        try {
            leases.fail(run.claim(), problem);
            LOG.info("Job {}: FAILED ({})", job, problem.code());
        } catch (LeaseLostException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void tidy(JobKind kind) {
        try {
            handlers.get(kind).tidy();
        } catch (RuntimeException e) {
            LOG.warn("Tidying after a {} job failed; it is tried again later", kind, e);
        }
    }

    private void beatLoop() {
        while (beating) {
            try {
                if (properties.workers() > 0) {
                    leases.announce(owner, budget());
                }
                for (JobRun run : runs) {
                    switch (leases.renew(run.claim(), run.stage(), run.percent())) {
                        case HELD -> {}
                        case CANCELLED -> run.stop(JobRun.Stop.CANCELLED);
                        case LOST -> run.stop(JobRun.Stop.LEASE_LOST);
                    }
                }
                if (leases.reap() > 0) {
                    handlers.keySet().forEach(this::tidy);
                }
                if (beat.tryAcquire(properties.jobs().heartbeat().toMillis(), TimeUnit.MILLISECONDS)) {
                    beat.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("The heartbeat could not reach the job table; it tries again", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(properties.jobs().poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
