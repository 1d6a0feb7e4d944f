package dev.proofmark.service.jobs;

import dev.proofmark.service.engine.WorkMonitor;

/// Does the work of one kind of job.
public interface JobHandler {
    JobKind kind();

    /// Works, storing bytes as artefacts but writing no rows.
    ///
    /// @return writes the rows of the result; it is run in the transaction that ends the job, or never
    Runnable run(long jobId, WorkMonitor monitor);

    /// After any job of this kind ended, in whatever way and on whatever node: removes what it no longer needs. May be
    /// called often and with nothing to do.
    default void tidy() {}
}
