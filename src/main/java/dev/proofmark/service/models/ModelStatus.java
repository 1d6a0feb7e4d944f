package dev.proofmark.service.models;

import dev.proofmark.service.jobs.JobStatus;
import java.util.EnumSet;
import java.util.Set;

/// What a model is good for.
public enum ModelStatus {
    COMPILING,
    READY,
    /// Its key has an older format than this version of the service makes, and it is registered again; proofs wait for that.
    RENEWING,
    /// Its key has an older format, and registering it again failed: its keys and proofs can be downloaded, no more.
    OUTDATED,
    FAILED,
    /// Its secrets are gone; its public keys and this page stay, so that its proofs can still be verified.
    DELETED;

    /// @param registration of the upload
    /// @param renewal what has become of a key of an older format; `READY` where it has none
    static ModelStatus of(JobStatus registration, ModelStatus renewal, boolean deleted) {
        return deleted ? DELETED : switch (registration) {
            case QUEUED, RUNNING -> COMPILING;
            case SUCCEEDED -> renewal;
            case FAILED, CANCELLED -> FAILED;
        };
    }

    /// What the job that registers the upload may be at, of a model of this status.
    Set<JobStatus> registrations() {
        return switch (this) {
            case COMPILING -> EnumSet.of(JobStatus.QUEUED, JobStatus.RUNNING);
            case READY, RENEWING, OUTDATED -> EnumSet.of(JobStatus.SUCCEEDED);
            case FAILED -> EnumSet.of(JobStatus.FAILED, JobStatus.CANCELLED);
            case DELETED -> EnumSet.allOf(JobStatus.class);
        };
    }
}
