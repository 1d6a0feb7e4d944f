package dev.proofmark.service.jobs;

/// A run finds that another job must end first: its own job is queued again and waits for that.
public final class WaitsForJobException extends RuntimeException {
    private final long jobId;

    /// @param jobId the other job; where it has ended meanwhile, there is nothing to wait for
    public WaitsForJobException(long jobId) {
        super("waits for job " + jobId);
        this.jobId = jobId;
    }

    long jobId() {
        return jobId;
    }
}
