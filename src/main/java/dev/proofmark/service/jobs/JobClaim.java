package dev.proofmark.service.jobs;

/// One run of one job: the fence that every write of the run carries.
///
/// @param attempt the run's number, never given twice for one job
/// @param memoryBytes heap that the job is predicted to need
/// @param alone whether nothing may run beside it on its node
record JobClaim(long jobId, JobKind kind, int attempt, String owner, long memoryBytes, boolean alone) {}
