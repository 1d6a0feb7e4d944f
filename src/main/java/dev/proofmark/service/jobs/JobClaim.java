package dev.proofmark.service.jobs;

/// One run of one job: the fence that every write of the run carries.
record JobClaim(long jobId, JobKind kind, int attempt, String owner) {}
