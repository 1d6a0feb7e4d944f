package dev.proofmark.service.jobs;

import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The job table's statements as workers see them. All time is the database's.
@Component
class JobLeases {
    private final JdbcClient database;
    private final JobQueue queue;
    private final double leaseSeconds;
    private final int maxAttempts;

    JobLeases(JdbcClient database, JobQueue queue, ProofmarkProperties properties) {
        this.database = database;
        this.queue = queue;
        this.leaseSeconds = properties.jobs().lease().toMillis() / 1000.0;
        this.maxAttempts = properties.jobs().maxAttempts();
    }

    /// Says what this node may use, for the time of a lease.
    @Transactional
    void announce(String owner, long budgetBytes) {
        database.sql("""
                        insert into worker_node (owner, memory_bytes, seen_until)
                        values (:owner, :memory, clock_timestamp() + make_interval(secs => :lease))
                        on conflict (owner) do update set seen_until = excluded.seen_until""")
                .param("owner", owner)
                .param("memory", budgetBytes)
                .param("lease", leaseSeconds)
                .update();
        database.sql("delete from worker_node where seen_until < clock_timestamp() - interval '1 hour'").update();
    }

    /// Takes the oldest job that may run and that this node could run, if it can now. No younger job passes one that waits
    /// for memory here, so none waits for ever.
    ///
    /// @param budgetBytes of this node
    /// @param freeBytes what its running jobs leave of that
    @Transactional
    Optional<JobClaim> claim(String owner, long budgetBytes, long freeBytes) {
        return database.sql("""
                        update job set
                            status = 'RUNNING', attempt = attempt + 1, lease_owner = :owner,
                            lease_until = clock_timestamp() + make_interval(secs => :lease),
                            started_at = coalesce(started_at, clock_timestamp()), stage = null, percent = 0
                        where id = (
                            select j.id from job j
                            where ((j.status = 'QUEUED'
                                    and (j.waits_for is null
                                        or exists (select 1 from job w where w.id = j.waits_for and w.status = 'SUCCEEDED')))
                                or (j.status = 'RUNNING' and j.lease_until < clock_timestamp()))
                                and not j.cancel_requested and j.attempt < :attempts and j.memory_bytes <= :budget
                            order by j.id limit 1
                            for update of j skip locked)
                            and memory_bytes <= :free
                        returning id, kind, attempt, memory_bytes""")
                .param("owner", owner)
                .param("lease", leaseSeconds)
                .param("attempts", maxAttempts)
                .param("budget", budgetBytes)
                .param("free", freeBytes)
                .query((row, number) -> new JobClaim(row.getLong("id"), JobKind.valueOf(row.getString("kind")),
                        row.getInt("attempt"), owner, row.getLong("memory_bytes")))
                .optional();
    }

    /// What a renewal finds.
    enum Renewal {
        HELD,
        CANCELLED,
        LOST
    }

    @Transactional
    Renewal renew(JobClaim claim, String stage, int percent) {
        return database.sql("""
                        update job set lease_until = clock_timestamp() + make_interval(secs => :lease),
                            stage = :stage, percent = :percent
                        where id = :id and attempt = :attempt and lease_owner = :owner and status = 'RUNNING'
                        returning cancel_requested""")
                .param("lease", leaseSeconds)
                .param("stage", stage)
                .param("percent", percent)
                .param("id", claim.jobId())
                .param("attempt", claim.attempt())
                .param("owner", claim.owner())
                .query(Boolean.class)
                .optional()
                .map(cancelled -> cancelled ? Renewal.CANCELLED : Renewal.HELD)
                .orElse(Renewal.LOST);
    }

    /// Ends a run with its result, whose rows `writes` puts into the same transaction. Nothing is written for a run that
    /// was cancelled meanwhile.
    ///
    /// **Errors**: `LeaseLostException`, and nothing is written.
    @Transactional
    JobStatus succeed(JobClaim claim, Map<String, Long> stageMillis, Runnable writes) {
        String status = database.sql("""
                        update job set
                            status = case when cancel_requested then 'CANCELLED' else 'SUCCEEDED' end,
                            lease_owner = null, lease_until = null, finished_at = clock_timestamp(), stage = null,
                            percent = case when cancel_requested then percent else 100 end,
                            stage_millis = :stages
                        where id = :id and attempt = :attempt and lease_owner = :owner and status = 'RUNNING'
                        returning status""")
                .param("stages", JsonColumn.write(stageMillis))
                .param("id", claim.jobId())
                .param("attempt", claim.attempt())
                .param("owner", claim.owner())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new LeaseLostException(claim));
        JobStatus reached = JobStatus.valueOf(status);
        if (reached == JobStatus.SUCCEEDED) {
            writes.run();
        } else {
            queue.failDependents();
        }
        return reached;
    }

    @Transactional
    void fail(JobClaim claim, Problem problem) {
        end(claim, JobStatus.FAILED, problem);
    }

    @Transactional
    void cancelled(JobClaim claim) {
        end(claim, JobStatus.CANCELLED, null);
    }

    private void end(JobClaim claim, JobStatus status, Problem problem) {
        int ended = database.sql("""
                        update job set status = :status, problem = cast(:problem as jsonb),
                            lease_owner = null, lease_until = null, finished_at = clock_timestamp(), stage = null
                        where id = :id and attempt = :attempt and lease_owner = :owner and status = 'RUNNING'""")
                .param("status", status.name())
                .param("problem", JsonColumn.write(problem))
                .param("id", claim.jobId())
                .param("attempt", claim.attempt())
                .param("owner", claim.owner())
                .update();
        if (ended == 0) {
            throw new LeaseLostException(claim);
        }
        queue.failDependents();
    }

    /// Gives a run back unfinished, as if it had not begun.
    @Transactional
    void release(JobClaim claim) {
        database.sql("""
                        update job set status = 'QUEUED', attempt = attempt - 1, lease_owner = null, lease_until = null,
                            stage = null, percent = 0
                        where id = ? and attempt = ? and lease_owner = ? and status = 'RUNNING'""")
                .param(claim.jobId())
                .param(claim.attempt())
                .param(claim.owner())
                .update();
    }

    /// Ends what nobody will: cancelled runs whose worker died, and jobs that killed every worker that tried them.
    @Transactional
    int reap() {
        Problem problem = ProblemException.of(ProblemCode.WORK_FAILED,
                "the work was started %d times and never came to an end".formatted(maxAttempts)).problem();
        int ended = database.sql("""
                        update job set
                            status = case when cancel_requested then 'CANCELLED' else 'FAILED' end,
                            problem = case when cancel_requested then null else cast(:problem as jsonb) end,
                            lease_owner = null, lease_until = null, finished_at = clock_timestamp(), stage = null
                        where status = 'RUNNING' and lease_until < clock_timestamp()
                            and (cancel_requested or attempt >= :attempts)""")
                .param("problem", JsonColumn.write(problem))
                .param("attempts", maxAttempts)
                .update();
        return ended + queue.failDependents();
    }
}
