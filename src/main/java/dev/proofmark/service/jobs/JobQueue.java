package dev.proofmark.service.jobs;

import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.http.Page;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The job table's statements as clients of the queue see them; `JobLeases` has those of the workers.
@Component
public class JobQueue {
    /// The memory of a job whose need another job will tell.
    public static final long NOT_KNOWN_YET = 0;

    private final JdbcClient database;
    private final int maxQueued;
    private final List<Runnable> wakeUps = new CopyOnWriteArrayList<>();

    JobQueue(JdbcClient database, ProofmarkProperties properties) {
        this.database = database;
        this.maxQueued = properties.jobs().maxQueued();
    }

    /// Adds a job to the caller's transaction; workers of this node hear of it when that commits.
    ///
    /// @param waitsFor a job that must succeed first
    /// @param memoryBytes heap that the job is predicted to need
    /// @return the job's id
    ///
    /// **Errors** `queue-full`; `insufficient-memory` where no node could ever run it.
    @Transactional
    public long enqueue(JobKind kind, Optional<Long> waitsFor, long memoryBytes) {
        misfit(memoryBytes).ifPresent(problem -> {
            throw problem;
        });
        int waiting = database.sql("select count(*) from job where status = 'QUEUED'").query(Integer.class).single();
        if (waiting >= maxQueued) {
            throw ProblemException.of(ProblemCode.QUEUE_FULL, "too many jobs are waiting; try again later",
                    "at most " + maxQueued, waiting);
        }
        long id = database.sql("insert into job (kind, waits_for, memory_bytes) values (?, ?, ?) returning id")
                .param(kind.name())
                .param(waitsFor.orElse(null))
                .param(memoryBytes)
                .query(Long.class)
                .single();
        afterCommit(this::wakeWorkers);
        return id;
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
        database.sql("""
                        update job set memory_bytes = :memory, problem = cast(:problem as jsonb),
                            status = case when cast(:problem as text) is null then status else 'FAILED' end,
                            finished_at = case when cast(:problem as text) is null then null else clock_timestamp() end
                        where waits_for = :job and status = 'QUEUED'""")
                .param("memory", memoryBytes)
                .param("problem", JsonColumn.write(misfit))
                .param("job", jobId)
                .update();
    }

    /// Ends a queued job at once, tells a running one to stop; returns the status then, nothing for a job that had ended.
    @Transactional
    public Optional<JobStatus> cancel(long jobId) {
        Optional<String> status = database.sql("""
                        update job set
                            status = case when status = 'QUEUED' then 'CANCELLED' else status end,
                            finished_at = case when status = 'QUEUED' then clock_timestamp() end,
                            cancel_requested = true
                        where id = ? and status in ('QUEUED', 'RUNNING')
                        returning status""")
                .param(jobId)
                .query(String.class)
                .optional();
        failDependents();
        afterCommit(this::wakeWorkers);
        return status.map(JobStatus::valueOf);
    }

    /// Removes a job that has ended and that nothing names any more.
    @Transactional
    public void forget(long jobId) {
        database.sql("delete from job where id = ? and finished_at is not null").param(jobId).update();
    }

    /// Places in the queue, 1 for the next; jobs that are not queued have none.
    public Map<Long, Integer> positions(List<Long> jobIds) {
        Map<Long, Integer> positions = new HashMap<>();
        if (!jobIds.isEmpty()) {
            database.sql("""
                            select id, position
                            from (select id, row_number() over (order by id) as position from job where status = 'QUEUED') q
                            where id in (:ids)""")
                    .param("ids", jobIds)
                    .query((row, number) -> positions.put(row.getLong(1), row.getInt(2)))
                    .list();
        }
        return positions;
    }

    /// A page of `limit` orders made from the `limit + 1` rows that were asked for.
    ///
    /// @param view shows a row, given the places in the queue
    public <R extends JobOrder, V> Page<V> page(List<R> rows, int limit, BiFunction<R, Map<Long, Integer>, V> view) {
        Map<Long, Integer> positions = positions(rows.stream().map(row -> row.job().id()).toList());
        return Page.of(rows, limit, JobOrder::sequence, row -> view.apply(row, positions));
    }

    /// Fails what waits for a job that will never succeed; returns how many.
    int failDependents() {
        Problem problem = ProblemException.of(ProblemCode.MODEL_NOT_READY,
                "the model this proof waited for was not registered").problem();
        return database.sql("""
                        update job set status = 'FAILED', finished_at = clock_timestamp(), problem = cast(? as jsonb)
                        where status = 'QUEUED' and waits_for in
                            (select id from job where status in ('FAILED', 'CANCELLED'))""")
                .param(JsonColumn.write(problem))
                .update();
    }

    void onWork(Runnable wakeUp) {
        wakeUps.add(wakeUp);
    }

    private void wakeWorkers() {
        wakeUps.forEach(Runnable::run);
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
