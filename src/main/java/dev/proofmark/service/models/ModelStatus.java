package dev.proofmark.service.models;

import dev.proofmark.service.jobs.JobStatus;
import java.util.EnumSet;
import java.util.Set;

/// What a model is good for.
public enum ModelStatus {
    COMPILING,
    READY,
    FAILED,
    /// Its secrets are gone; its public key and this page stay, so that its proofs can still be verified.
    DELETED;

    static ModelStatus of(JobStatus job, boolean deleted) {
        return deleted ? DELETED : switch (job) {
            case QUEUED, RUNNING -> COMPILING;
            case SUCCEEDED -> READY;
            case FAILED, CANCELLED -> FAILED;
        };
    }

    Set<JobStatus> jobs() {
        EnumSet<JobStatus> jobs = EnumSet.allOf(JobStatus.class);
        jobs.removeIf(job -> this != DELETED && of(job, false) != this);
        return jobs;
    }
}
