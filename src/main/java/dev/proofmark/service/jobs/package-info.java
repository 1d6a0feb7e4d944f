/// Background work that survives its workers.
///
/// **One table is the truth.** A client sees a job: its place in the queue, its stage and percent, its problem, and it may
/// cancel it while it runs. The row that shows this is the row that workers claim, renew and finish.
///
/// **Not db-scheduler.** Its version 16.7.1 was tried as the queue's mechanics on PostgreSQL, with `lock-and-fetch` polling
/// and its table beside the job table. What it does well (claiming with `skip locked`, heartbeats, dead executions revived
/// after missed ones, each execution at one node) are the statements of [JobLeases], which are few. What work here needs lies
/// outside of it:
///
/// - *Memory admission.* It picks what is due by time or priority; no hook between picking and running knows the node's free
///   memory. A handler can only put the execution back, and then it is polled again and again while younger ones pass it
///   for ever (tried: a large execution was picked and put back at every poll, the small one behind it ran first).
/// - *Fencing with the result.* Its `version` column refuses the end of a run that lost its execution. But that end is one
///   of its own statements: run in the transaction that writes the result (through a `TransactionAwareDataSourceProxy`), the
///   result's row of a refused run was there afterwards, and so was the row of a commit that the database cut off. Rows of
///   a result and its end must be one transaction.
/// - *Cancelling and progress.* `SchedulerClient.cancel` refuses executions that run, and ended executions are deleted: both
///   need a second table that repeats the first.
/// - *Deaths.* A dead execution is revived with a failure counted, whatever ran beside it on its node.
///
/// **Claim.** Of each kind the oldest job that is queued, due and waits for no other (`due_at`, then id; rows that others hold
/// are skipped). The kind is chosen by [NodeRuns]: the one with the fewest running jobs on this node; what the service itself asks for
/// (`RENEW_KEY`) comes after what users ask for. `attempt` numbers the runs of a job.
///
/// **Waiting.** A job may wait for another (`waits_for`), from the start or because a run of it found that it must
/// ([WaitsForJobException]). It is released when that one succeeds and fails when that one does not; [JobQueue#await] keeps the
/// other from ending in between.
///
/// **Memory.** Every job carries the heap it is predicted to need, every working node announces what its jobs may use
/// together. A node looks at the first job that fits into its budget at all, and takes it only once it fits into what its running jobs
/// leave; others do not pass it. What fits into no node's budget is refused before it is queued.
///
/// **Limit.** [QueueLength] keeps the number of queued jobs of a kind in a row of its own, exactly.
///
/// **Fence.** `(lease_owner, attempt)` names one run of one job. Renewing the lease and finishing both require it, in the
/// same statement that writes; so a worker that was frozen past its lease, however long, can neither renew nor finish, and
/// whatever it computed is dropped. The rows of the result are written in the transaction of the finishing statement.
/// Hence every job is finished exactly once, though it may be started again.
///
/// **Faults.** What passes by itself (`errors.PassingFault`) never fails a job: [JobEnding] puts it off, or repeats the statement that
/// ends it. A node that dies gives its jobs up when their leases run out; each is then started *alone*, and only deaths
/// while alone count against it ([LapsedJobs]). No lease is taken for lapsed by a node that was itself out of contact
/// within the last lease ([Heartbeat#steady]): while the database is away nobody can renew.
///
/// **Threads.** [NodeLoop]s: workers, the heartbeat, the housekeeper. Nothing ends them but the node's stop, or the process's
/// end where an error is fatal (`platform.FatalErrors`).
///
/// **Cost.** Every statement reads a number of rows that grows neither with history nor with the length of the queue.
///
/// **States.** `QUEUED -> RUNNING -> SUCCEEDED | FAILED | CANCELLED`; `RUNNING -> QUEUED` on an orderly shutdown, a passing
/// fault or a node's death. A cancelled queued job is finished at once. Once a cancellation of a running job is accepted,
/// the job can no longer succeed.
package dev.proofmark.service.jobs;
