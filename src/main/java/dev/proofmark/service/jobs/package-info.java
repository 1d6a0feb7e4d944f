/// Background work that survives its workers.
///
/// **Why a lease table of our own** and not a queue library. A client sees a job: its place in the queue, its stage and
/// percent, and it may cancel it while it runs. A library would keep its own row beside the job's, delete it at the end,
/// and know neither progress nor the cancelling of running work; two rows for one fact is what makes work lost or doubled
/// when a process dies between writing them. One table is one source of truth, and the statements are few.
///
/// **Claim.** One statement takes the oldest job that is queued, or whose lease has run out, skipping rows that others
/// hold; it raises `attempt` and sets a lease. A job may wait for another (a proof for its model's registration).
///
/// **Memory.** Every job carries the heap it is predicted to need, every working node announces what its jobs may use
/// together. A node takes the oldest job that fits into its budget at all, and takes it only once it fits into what its running jobs
/// leave; younger jobs do not pass it. What fits into no node's budget is refused before it is queued.
///
/// **Fence.** `(lease_owner, attempt)` names one run of one job. Renewing the lease and finishing both require it, in the
/// same statement that writes; so a worker that was frozen past its lease, however long, can neither renew nor finish, and
/// whatever it computed is dropped. The rows of the result are written in the transaction of the finishing statement.
/// Hence every job is finished exactly once, though it may be started again, at most `max-attempts` times.
///
/// **Heartbeat.** A thread outside of the worker and prover pools renews what this node holds, writes progress, and learns
/// of cancellations. A run whose lease is lost is told to stop.
///
/// **States.** `QUEUED -> RUNNING -> SUCCEEDED | FAILED | CANCELLED`; `RUNNING -> QUEUED` on an orderly shutdown. A cancelled
/// queued job is finished at once. Once a cancellation of a running job is accepted, the job can no longer succeed.
package dev.proofmark.service.jobs;
