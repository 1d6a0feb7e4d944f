package dev.proofmark.service.jobs;

/// One run of one job: the fence that every write of the run carries.
///
/// @param memoryBytes heap that the job is predicted to need
record JobClaim(long jobId, JobKind kind, int attempt, String owner, long memoryBytes) {}
