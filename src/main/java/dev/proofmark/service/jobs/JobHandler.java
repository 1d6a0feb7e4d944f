package dev.proofmark.service.jobs;

import dev.proofmark.service.engine.WorkMonitor;
import java.util.List;
import java.util.Optional;

/// Does the work of one kind of job.
public interface JobHandler {
    JobKind kind();

    /// Works, storing bytes as artefacts but writing no rows.
    ///
    /// @return writes the rows of the result; it is run in the transaction that ends the job, or never. It may be run
    ///     again after a transaction that failed.
    Runnable run(long jobId, WorkMonitor monitor);

    /// What a job is for, by the id that clients know: `proof` or `model` and the id; empty where that is removed. For the log.
    Optional<String> order(long jobId);

    /// Removes what these jobs no longer need, which have ended in whatever way and on whatever node; part of a
    /// transaction, and repeated when that fails.
    default void tidy(List<Long> jobIds) {}
}
