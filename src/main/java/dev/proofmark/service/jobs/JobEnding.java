package dev.proofmark.service.jobs;

import dev.proofmark.service.engine.EngineProblems;
import dev.proofmark.service.engine.WorkCancelledException;
import dev.proofmark.service.errors.PassingFault;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.errors.Redacted;
import dev.proofmark.service.platform.FatalErrors;
import dev.proofmark.service.platform.ProofmarkProperties;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// How a run comes to its end in the job table.
///
/// A passing fault never makes work fail. Where it hits the work, the job is put off. Where it hits the statement that ends
/// the run, that statement is repeated while the node lives and its lease holds: the result is at hand, and the fence
/// makes repeating harmless even where the first commit had arrived.
@Component
class JobEnding {
    private static final Logger LOG = LoggerFactory.getLogger(JobEnding.class);

    private final JobLeases leases;
    private final Duration pause;

    JobEnding(JobLeases leases, ProofmarkProperties properties) {
        this.leases = leases;
        this.pause = properties.jobs().poll();
    }

    /// @param work gives what writes the rows of the result
    /// @param living whether this node goes on
    void of(JobRun run, Work work, BooleanSupplier living) {
        JobClaim claim = run.claim();
        try {
            Runnable writes = work.run();
            end(run, living, () -> leases.succeed(claim, run.stageMillis(), writes));
        } catch (WorkCancelledException e) {
            stopped(run, living);
        } catch (WaitsForJobException e) {
            waits(run, e.jobId(), living);
        } catch (LeaseLostException e) {
            LOG.warn("Dropped, since its lease is lost: {}", run.name());
        } catch (Throwable e) {
            FatalErrors.endIfFatal(e);
            failed(run, e, living);
        }
    }

    /// Computes, and may fail in any way.
    interface Work {
        Runnable run();
    }

    private interface Statement {
        JobStatus run();
    }

    private void end(JobRun run, BooleanSupplier living, Statement statement) {
        JobClaim claim = run.claim();
        boolean repeated = false;
        while (true) {
            try {
                JobStatus status = statement.run();
                LOG.info("{}: {}", status, run.name());
                count(run, status);
                return;
            } catch (LeaseLostException e) {
                Optional<JobStatus> status = repeated ? leases.ended(claim) : Optional.empty();
                LOG.info("{}: {}", status.orElseThrow(() -> e), run.name());
                return;
            } catch (RuntimeException e) {
                Optional<PassingFault> fault = PassingFault.of(e);
                if (fault.isEmpty() || !living.getAsBoolean()) {
                    throw e;
                }
                LOG.warn("Cannot be ended, it is tried again: {}: {}", run.name(), fault.get().detail(), Redacted.of(e));
                repeated = true;
                pause();
            }
        }
    }

    private static void count(JobRun run, JobStatus status) {
        if (!status.finished()) {
            return;
        }
        String kind = JobMetrics.tag(run.claim().kind());
        Metrics.counter("proofmark.jobs.ended", "kind", kind, "outcome", JobMetrics.tag(status)).increment();
        if (status == JobStatus.SUCCEEDED) {
            run.stageMillis().forEach((stage, millis) -> Metrics.timer("proofmark.stage", "kind", kind, "stage", stage).record(millis,
                    TimeUnit.MILLISECONDS));
        }
    }

    private void stopped(JobRun run, BooleanSupplier living) {
        JobClaim claim = run.claim();
        try {
            switch (run.stopReason()) {
                case SHUTDOWN -> leases.release(claim);
                case LEASE_LOST -> LOG.warn("Stopped, since its lease is lost: {}", run.name());
                // NO: what it works for was deleted, and the cancellation is on its way
                case CANCELLED, NO -> end(run, living, () -> {
                    leases.cancelled(claim);
                    return JobStatus.CANCELLED;
                });
            }
        } catch (LeaseLostException e) {
            LOG.warn("Not ended here, since its lease is lost: {}", run.name());
        }
    }

    private void waits(JobRun run, long jobId, BooleanSupplier living) {
        JobClaim claim = run.claim();
        try {
            end(run, living, () -> {
                leases.waitFor(claim, jobId);
                return JobStatus.QUEUED;
            });
        } catch (LeaseLostException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void failed(JobRun run, Throwable thrown, BooleanSupplier living) {
        JobClaim claim = run.claim();
        try {
            Optional<PassingFault> fault = PassingFault.of(thrown);
            if (fault.isPresent()) {
                LOG.warn("Put off: {}: {}", run.name(), fault.get().detail(), Redacted.of(thrown));
                end(run, living, () -> {
                    leases.postpone(claim, pause, fault.get().stage());
                    return JobStatus.QUEUED;
                });
                return;
            }
            Problem problem = problem(run, thrown);
            end(run, living, () -> {
                leases.fail(claim, problem);
                return JobStatus.FAILED;
            });
        } catch (LeaseLostException e) {
            LOG.warn("Not ended here, since its lease is lost: {}", run.name());
        }
    }

    private static Problem problem(JobRun run, Throwable thrown) {
        return EngineProblems.of(thrown).map(ProblemException::problem).orElseGet(() -> {
            String incident = UUID.randomUUID().toString();
            LOG.error("Incident {}: failed: {}", incident, run.name(), Redacted.of(thrown));
            return ProblemException.of(ProblemCode.WORK_FAILED,
                    "the work failed; the log of the service has the cause under incident " + incident).problem();
        });
    }

    private void pause() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            LOG.debug("Interrupted in a pause", e);
        }
    }
}
