package dev.proofmark.service.jobs;

/// A run that tried to write after its lease had gone to somebody else; its result is dropped.
final class LeaseLostException extends RuntimeException {
    LeaseLostException(JobClaim claim) {
        super("job %d, attempt %d: the lease is lost".formatted(claim.jobId(), claim.attempt()));
    }
}
