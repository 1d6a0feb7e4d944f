package dev.proofmark.service.models;

import dev.proofmark.service.jobs.JobStatus;
import java.util.EnumSet;
import java.util.Set;

/// What a model is good for.
public enum ModelStatus {
    COMPILING,
    READY,
    FAILED;

    static ModelStatus of(JobStatus job) {
        return switch (job) {
            case QUEUED, RUNNING -> COMPILING;
            case SUCCEEDED -> READY;
            case FAILED, CANCELLED -> FAILED;
        };
    }

    Set<JobStatus> jobs() {
        EnumSet<JobStatus> jobs = EnumSet.allOf(JobStatus.class);
        jobs.removeIf(job -> of(job) != this);
        return jobs;
    }
}
