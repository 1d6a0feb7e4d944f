package dev.proofmark.service.jobs;

/// What a job does.
public enum JobKind {
    REGISTER_MODEL,
    PROVE
}
