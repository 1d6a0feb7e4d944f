package dev.proofmark.service.jobs;

import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The job table's statements as workers see them. All time is the database's. Those of the heartbeat have a connection of their own.
@Component
class JobLeases {
    private final JdbcClient database;
    private final JdbcClient heartbeat;
    private final JobQueue queue;
    private final QueueLength length;
    private final double leaseSeconds;

    JobLeases(JdbcClient database, HeartbeatConnection heartbeat, JobQueue queue, QueueLength length, ProofmarkProperties properties) {
        this.database = database;
        this.heartbeat = heartbeat.client();
        this.queue = queue;
        this.length = length;
        this.leaseSeconds = properties.jobs().lease().toMillis() / 1000.0;
    }

    /// Says what this node may use, for the time of a lease.
    void announce(String owner, long budgetBytes) {
        heartbeat.sql("""
                        insert into worker_node (owner, memory_bytes, seen_until)
                        values (:owner, :memory, clock_timestamp() + make_interval(secs => :lease))
                        on conflict (owner) do update set seen_until = excluded.seen_until""")
                .param("owner", owner)
                .param("memory", budgetBytes)
                .param("lease", leaseSeconds)
                .update();
        heartbeat.sql("delete from worker_node where seen_until < clock_timestamp() - interval '1 hour'").update();
    }

    /// Does nothing but reach the job table.
    void reach() {
        heartbeat.sql("select 1 from job_queue limit 1").query(Integer.class).optional();
    }

    private record Head(long id, long memoryBytes, boolean alone) {
        boolean fits(NodeRoom room) {
            return memoryBytes <= room.freeBytes() && (room.idle() || !alone);
        }
    }

    /// Takes the oldest due job of the first kind that has one which this node could run, if it can now. No other job
    /// passes one that waits for memory or to be alone here, so none waits for ever.
    @Transactional
    Optional<JobClaim> claim(String owner, NodeRoom room) {
        for (JobKind kind : room.kinds()) {
            Optional<Head> head = head(kind, room.budgetBytes());
            if (head.isPresent()) {
                return head.filter(job -> job.fits(room)).map(job -> start(owner, kind, job));
            }
        }
        return Optional.empty();
    }

    private Optional<Head> head(JobKind kind, long budgetBytes) {
        return database.sql("""
                        select id, memory_bytes, alone from job
                        where kind = ? and status = 'QUEUED' and waits_for is null and due_at <= statement_timestamp()
                            and memory_bytes <= ?
                        order by due_at, id limit 1
                        for update skip locked""")
                .param(kind.name())
                .param(budgetBytes)
                .query((row, number) -> new Head(row.getLong(1), row.getLong(2), row.getBoolean(3)))
                .optional();
    }

    private JobClaim start(String owner, JobKind kind, Head head) {
        int attempt = database.sql("""
                        update job set
                            status = 'RUNNING', attempt = attempt + 1, lease_owner = :owner,
                            lease_until = clock_timestamp() + make_interval(secs => :lease),
                            started_at = coalesce(started_at, clock_timestamp()), stage = null, percent = 0
                        where id = :id
                        returning attempt""")
                .param("owner", owner)
                .param("lease", leaseSeconds)
                .param("id", head.id())
                .query(Integer.class)
                .single();
        length.left(kind);
        return new JobClaim(head.id(), kind, attempt, owner, head.memoryBytes(), head.alone());
    }

    /// What a renewal finds.
    enum Renewal {
        HELD,
        CANCELLED,
        LOST
    }

    Renewal renew(JobClaim claim, String stage, int percent) {
        return fenced(heartbeat, """
                        update job set lease_until = clock_timestamp() + make_interval(secs => :lease),
                            stage = :stage, percent = :percent
                        where id = :id and attempt = :attempt and lease_owner = :owner and status = 'RUNNING'
                        returning cancel_requested""", claim)
                .param("lease", leaseSeconds)
                .param("stage", stage)
                .param("percent", percent)
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
        String status = fenced("""
                        update job set
                            status = case when cancel_requested then 'CANCELLED' else 'SUCCEEDED' end,
                            lease_owner = null, lease_until = null, finished_at = clock_timestamp(), stage = null,
                            percent = case when cancel_requested then percent else 100 end,
                            stage_millis = :stages
                        where id = :id and attempt = :attempt and lease_owner = :owner and status = 'RUNNING'
                        returning status""", claim)
                .param("stages", JsonColumn.write(stageMillis))
                .query(String.class)
                .optional()
                .orElseThrow(() -> new LeaseLostException(claim));
        JobStatus reached = JobStatus.valueOf(status);
        if (reached == JobStatus.SUCCEEDED) {
            writes.run();
            queue.releaseDependents(claim.jobId());
        } else {
            queue.failDependents(claim.jobId(), claim.kind());
        }
        return reached;
    }

    /// How this very run ended the job, if it did: the answer to a commit whose outcome did not arrive.
    Optional<JobStatus> ended(JobClaim claim) {
        return database.sql("select status from job where id = ? and attempt = ? and finished_at is not null")
                .param(claim.jobId())
                .param(claim.attempt())
                .query(String.class)
                .optional()
                .map(JobStatus::valueOf);
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
        int ended = fenced("""
                        update job set status = :status, problem = cast(:problem as jsonb),
                            lease_owner = null, lease_until = null, finished_at = clock_timestamp(), stage = null
                        where id = :id and attempt = :attempt and lease_owner = :owner and status = 'RUNNING'""", claim)
                .param("status", status.name())
                .param("problem", JsonColumn.write(problem))
                .update();
        if (ended == 0) {
            throw new LeaseLostException(claim);
        }
        queue.failDependents(claim.jobId(), claim.kind());
    }

    /// Gives a run back unfinished.
    @Transactional
    void release(JobClaim claim) {
        requeue(claim, "", 0, null);
    }

    /// Gives a run back whose job must wait for another, if that has not ended meanwhile.
    @Transactional
    void waitFor(JobClaim claim, long jobId) {
        if (queue.await(jobId)) {
            requeue(claim, "waits_for = " + jobId + ",", 0, JobQueue.WAITS);
        } else {
            requeue(claim, "", 0, null);
        }
    }

    /// Gives a run back that a passing fault ended: it is started again after a while, longer each time, a minute at most.
    ///
    /// @param base the first while
    /// @param stage what it waits for
    @Transactional
    void postpone(JobClaim claim, Duration base, String stage) {
        requeue(claim, """
                        due_at = clock_timestamp() + least(make_interval(secs => :base) * power(2, least(postponed, 20)),
                            interval '1 minute'),
                        postponed = postponed + 1,""", base.toMillis() / 1000.0, stage);
    }

    private void requeue(JobClaim claim, String due, double base, String stage) {
        Optional<String> status = fenced("""
                        update job set %s
                            status = case when cancel_requested then 'CANCELLED' else 'QUEUED' end,
                            finished_at = case when cancel_requested then clock_timestamp() end,
                            lease_owner = null, lease_until = null, percent = 0,
                            stage = case when cancel_requested then null else :stage end
                        where id = :id and attempt = :attempt and lease_owner = :owner and status = 'RUNNING'
                        returning status""".formatted(due), claim)
                .param("base", base)
                .param("stage", stage)
                .query(String.class)
                .optional();
        status.map(JobStatus::valueOf).ifPresent(reached -> {
            if (reached == JobStatus.QUEUED) {
                length.returned(claim.kind());
            } else {
                queue.failDependents(claim.jobId(), claim.kind());
            }
        });
    }

    private JdbcClient.StatementSpec fenced(String statement, JobClaim claim) {
        return fenced(database, statement, claim);
    }

    private static JdbcClient.StatementSpec fenced(JdbcClient by, String statement, JobClaim claim) {
        return by.sql(statement)
                .param("id", claim.jobId())
                .param("attempt", claim.attempt())
                .param("owner", claim.owner());
    }
}
