package dev.proofmark.service.jobs;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// How many jobs of each kind are queued, and the limit of that.
///
/// One row per kind holds the number. A transaction gathers its changes and applies them, kind by kind in one order, just
/// before it commits: the row's lock is held for the commit only, and nobody who holds it waits for another lock. So the limit
/// is exact under any number of callers, without counting the queue.
@Component
class QueueLength {
    private final JdbcClient database;
    private final int maxQueued;

    QueueLength(JdbcClient database, ProofmarkProperties properties) {
        this.database = database;
        this.maxQueued = properties.jobs().maxQueued();
    }

    /// **Errors** `queue-full` where a job of that kind would be refused at this moment.
    void refuseWhenFull(JobKind kind) {
        int waiting = waiting(kind);
        if (waiting >= maxQueued) {
            throw full(waiting);
        }
    }

    /// A new job is queued by the caller's transaction, whose commit fails with `queue-full` where that is one too many.
    void asked(JobKind kind) {
        change().asked.merge(kind, 1, Integer::sum);
    }

    /// An accepted job is queued again by the caller's transaction.
    void returned(JobKind kind) {
        change().moved.merge(kind, 1, Integer::sum);
    }

    /// A queued job is started or ended by the caller's transaction.
    void left(JobKind kind) {
        change().moved.merge(kind, -1, Integer::sum);
    }

    /// Counts the queue: mends what a change of the table by hand left wrong.
    @Transactional
    void recount() {
        for (JobKind kind : JobKind.values()) {
            database.sql("select waiting from job_queue where kind = ? for update").param(kind.name())
                    .query(Integer.class).single();
            database.sql("""
                            update job_queue set waiting =
                                (select count(*) from job where job.kind = :kind and status = 'QUEUED')
                            where kind = :kind""").param("kind", kind.name()).update();
        }
    }

    private Change change() {
        Change known = (Change) TransactionSynchronizationManager.getResource(this);
        if (known != null) {
            return known;
        }
        Change fresh = new Change();
        TransactionSynchronizationManager.registerSynchronization(fresh);
        TransactionSynchronizationManager.bindResource(this, fresh);
        return fresh;
    }

    private int waiting(JobKind kind) {
        return database.sql("select waiting from job_queue where kind = ?").param(kind.name())
                .query(Integer.class).single();
    }

    private ProblemException full(int waiting) {
        return ProblemException.of(ProblemCode.QUEUE_FULL, "too many jobs are waiting; try again later",
                "at most " + maxQueued, waiting);
    }

    /// What one transaction changes.
    private final class Change implements TransactionSynchronization {
        private final Map<JobKind, Integer> asked = new EnumMap<>(JobKind.class);
        private final Map<JobKind, Integer> moved = new EnumMap<>(JobKind.class);

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(QueueLength.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(QueueLength.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            for (JobKind kind : JobKind.values()) {
                int more = asked.getOrDefault(kind, 0);
                int change = more + moved.getOrDefault(kind, 0);
                if (more == 0 && change == 0) {
                    continue;
                }
                int changed = database.sql("""
                                update job_queue set waiting = greatest(waiting + :change, 0)
                                where kind = :kind and (:more = 0 or waiting + :change <= :most)""")
                        .param("change", change)
                        .param("kind", kind.name())
                        .param("more", more)
                        .param("most", maxQueued)
                        .update();
                if (changed == 0) {
                    throw full(waiting(kind));
                }
            }
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(QueueLength.this);
        }
    }
}
