package dev.proofmark.service.jobs;

import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.http.Page;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The job table's statements as clients of the queue see them; `JobLeases` has those of the workers.
///
/// **Cost** of every statement: a number of rows that grows neither with history nor with the length of the queue.
@Component
public class JobQueue {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    /// The memory of a job whose need another job will tell.
    public static final long NOT_KNOWN_YET = 0;

    /// The stage of a job that waits for another.
    static final String WAITS = "waits for the model's key";

    /// How many of the next jobs of a kind know their place.
    static final int PLACES = 100;

    private final JdbcClient database;
    private final QueueLength length;
    private final List<Runnable> onWork = new CopyOnWriteArrayList<>();
    private final List<Runnable> onCancel = new CopyOnWriteArrayList<>();

    JobQueue(JdbcClient database, QueueLength length) {
        this.database = database;
        this.length = length;
    }

    /// Says early what `enqueue` would say, before anything is read or stored for the job.
    ///
    /// **Errors** `queue-full`.
    public void refuseWhenFull(JobKind kind) {
        length.refuseWhenFull(kind);
    }

    /// Adds a job to the caller's transaction; workers of this node hear of it when that commits.
    ///
    /// @param waitsFor a job that must succeed first
    /// @param memoryBytes heap that the job is predicted to need
    /// @return the job's id
    ///
    /// **Errors** `insufficient-memory` where no node could ever run it; `queue-full`, at the commit.
    @Transactional
    public long enqueue(JobKind kind, Optional<Long> waitsFor, long memoryBytes) {
        misfit(memoryBytes).ifPresent(problem -> {
            throw problem;
        });
        long id = insert(kind, JobStatus.QUEUED, waitsFor, memoryBytes, null);
        length.asked(kind);
        afterCommit(onWork);
        return id;
    }

    /// Adds a job that the service itself asks for to the caller's transaction: no limit refuses it. Where no node could ever run
    /// it, it has failed at once, with `insufficient-memory`.
    ///
    /// @return the job's id
    @Transactional
    public long enqueueOwn(JobKind kind, long memoryBytes) {
        Optional<ProblemException> misfit = misfit(memoryBytes);
        if (misfit.isPresent()) {
            return insert(kind, JobStatus.FAILED, Optional.empty(), memoryBytes, misfit.get().problem());
        }
        long id = insert(kind, JobStatus.QUEUED, Optional.empty(), memoryBytes, null);
        length.returned(kind);
        afterCommit(onWork);
        return id;
    }

    private long insert(JobKind kind, JobStatus status, Optional<Long> waitsFor, long memoryBytes, Problem problem) {
        return database.sql("""
                        insert into job (kind, status, waits_for, memory_bytes, stage, problem, finished_at)
                        values (:kind, :status, :waitsFor, :memory, :stage, cast(:problem as jsonb),
                            case when :status = 'QUEUED' then null else clock_timestamp() end)
                        returning id""")
                .param("kind", kind.name())
                .param("status", status.name())
                .param("waitsFor", waitsFor.orElse(null), Types.BIGINT)
                .param("memory", memoryBytes)
                .param("stage", waitsFor.isPresent() ? WAITS : null, Types.VARCHAR)
                .param("problem", JsonColumn.write(problem), Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    /// Keeps a job from ending until the caller's transaction ends, so that another job of that transaction can wait for it; and
    /// puts it before others of its kind, unless a fault put it off.
    ///
    /// @return whether it has not ended
    @Transactional
    public boolean await(long jobId) {
        return database.sql("""
                        update job set due_at = case when postponed = 0 then least(due_at, created_at - interval '1 day') else due_at end
                        where id = ? and finished_at is null""").param(jobId).update() > 0;
    }

    /// Why no node that is known now could ever run a job of that need; empty where one could, and where none is known.
    public Optional<ProblemException> misfit(long memoryBytes) {
        return database.sql("select max(memory_bytes) from worker_node where seen_until > clock_timestamp()")
                .query(Long.class)
                .optional()
                .filter(most -> most < memoryBytes)
                .map(most -> ProblemException.of(ProblemCode.INSUFFICIENT_MEMORY,
                        "the work needs more memory than any node may use (proofmark.memory)",
                        "at most %d MiB of heap".formatted(most >> 20), "about %d MiB needed".formatted(memoryBytes >> 20)));
    }

    /// Tells the need of all jobs that wait for `jobId`, and fails them where no node could run them.
    @Transactional
    public void needed(long jobId, long memoryBytes) {
        Problem misfit = misfit(memoryBytes).map(ProblemException::problem).orElse(null);
        if (misfit != null) {
            failDependents(jobId, misfit);
            return;
        }
        database.sql("update job set memory_bytes = ? where waits_for = ? and status = 'QUEUED'")
                .param(memoryBytes)
                .param(jobId)
                .update();
    }

    /// Locks a job's row, where there is one, to the end of the caller's transaction. Whoever then locks rows that name the job takes
    /// them in the order in which the job's end and what tidies up after it take them.
    @Transactional
    public void hold(long jobId) {
        database.sql("select id from job where id = ? for update").param(jobId).query(Long.class).optional();
    }

    private record Cancelled(JobKind kind, JobStatus status) {}

    /// Ends a queued job at once, tells a running one to stop; returns the status then, nothing for a job that had ended.
    @Transactional
    public Optional<JobStatus> cancel(long jobId) {
        Optional<Cancelled> cancelled = database.sql("""
                        update job set
                            status = case when status = 'QUEUED' then 'CANCELLED' else status end,
                            finished_at = case when status = 'QUEUED' then clock_timestamp() end,
                            cancel_requested = true
                        where id = ? and status in ('QUEUED', 'RUNNING')
                        returning kind, status""")
                .param(jobId)
                .query((row, number) -> new Cancelled(JobKind.valueOf(row.getString(1)), JobStatus.valueOf(row.getString(2))))
                .optional();
        cancelled.filter(job -> job.status() == JobStatus.CANCELLED).ifPresent(job -> {
            length.left(job.kind());
            failDependents(jobId, job.kind());
        });
        afterCommit(onCancel);
        return cancelled.map(Cancelled::status);
    }

    /// Removes a job that has ended and that nothing names any more.
    @Transactional
    public void forget(long jobId) {
        database.sql("delete from job where id = ? and finished_at is not null").param(jobId).update();
    }

    /// Places in the queue among jobs of their kind, 1 for the next; one more than `PLACES` for all that are behind those.
    /// Jobs that are not queued have none.
    public Map<Long, Integer> positions(List<Long> jobIds) {
        Map<Long, Integer> positions = new HashMap<>();
        List<Long> queued = jobIds.isEmpty() ? List.of()
                : database.sql("select id from job where id in (:ids) and status = 'QUEUED'").param("ids", jobIds)
                        .query(Long.class).list();
        if (queued.isEmpty()) {
            return positions;
        }
        queued.forEach(id -> positions.put(id, PLACES + 1));
        for (JobKind kind : JobKind.values()) {
            List<Long> next = database.sql(
                    "select id from job where kind = ? and status = 'QUEUED' order by due_at, id limit " + PLACES)
                    .param(kind.name())
                    .query(Long.class)
                    .list();
            for (int i = 0; i < next.size(); i++) {
                positions.replace(next.get(i), i + 1);
            }
        }
        return positions;
    }

    /// A page of `limit` orders made from the `limit + 1` rows that were asked for.
    ///
    /// @param job whose place in the queue a row shows; null where it shows none
    /// @param view shows a row, given the places in the queue
    public <R extends JobOrder, V> Page<V> page(
            List<R> rows, int limit, Function<R, Job> job, BiFunction<R, Map<Long, Integer>, V> view) {
        Map<Long, Integer> positions = positions(rows.stream()
                .map(job)
                .filter(shown -> shown != null && shown.status() == JobStatus.QUEUED)
                .map(Job::id)
                .toList());
        return Page.of(rows, limit, JobOrder::sequence, row -> view.apply(row, positions));
    }

    /// Fails what waits for a job that will never succeed.
    void failDependents(long jobId, JobKind kind) {
        failDependents(jobId, kind.failsDependents());
    }

    private void failDependents(long jobId, Problem problem) {
        database.sql("""
                        update job set status = 'FAILED', finished_at = clock_timestamp(), problem = cast(? as jsonb), stage = null
                        where waits_for = ? and status = 'QUEUED' returning kind""")
                .param(JsonColumn.write(problem))
                .param(jobId)
                .query(String.class)
                .list()
                .forEach(kind -> length.left(JobKind.valueOf(kind)));
    }

    /// Lets start what waited for a job that has succeeded.
    void releaseDependents(long jobId) {
        database.sql("update job set waits_for = null, stage = null where waits_for = ? and status = 'QUEUED'").param(jobId).update();
    }

    /// Calls back when this node queued a job.
    void onWork(Runnable wakeUp) {
        onWork.add(wakeUp);
    }

    /// Calls back when this node cancelled one.
    void onCancel(Runnable wakeUp) {
        onCancel.add(wakeUp);
    }

    /// What is committed is committed: who cannot be called back now looks for itself later.
    private static void call(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("Nobody is called back after a change of the queue", e);
        }
    }

    private static void afterCommit(List<Runnable> actions) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                actions.forEach(JobQueue::call);
            }
        });
    }
}
