package dev.proofmark.service.models;

import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.jobs.JobKind;
import dev.proofmark.service.jobs.JobQueue;
import dev.proofmark.service.jobs.Upkeep;
import jakarta.persistence.EntityManager;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// Queues the renewal of every key whose format is older than the one that this version makes.
///
/// A model's row tells the format of its key and the format last sought, so that a round reads an index and no file. A model is
/// queued once for a format, by whichever node sees it first; where that failed, later starts of a node try again, up to
/// [#MOST_ATTEMPTS] times in all.
@Component
public class KeyRenewals implements Upkeep {
    static final int MOST_ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(KeyRenewals.class);
    private static final int BATCH = 100;

    private final InferenceEngine engine;
    private final ModelRepository models;
    private final JobQueue jobs;
    private final JdbcClient database;
    private final EntityManager entities;
    private final TransactionOperations transaction;
    private OffsetDateTime started;
    private boolean allTriedAgain;

    KeyRenewals(InferenceEngine engine, ModelRepository models, JobQueue jobs, JdbcClient database, EntityManager entities,
            PlatformTransactionManager transactions) {
        this.engine = engine;
        this.models = models;
        this.jobs = jobs;
        this.database = database;
        this.entities = entities;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public synchronized boolean round() {
        boolean again = !allTriedAgain;
        if (started == null) {
            started = database.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
        }
        int queued = transaction.execute(status -> queue(outdated(again)));
        if (queued > 0) {
            LOG.info("Models whose keys have an older format than {}, to be registered again: {}", engine.keyFormat(), queued);
        }
        allTriedAgain |= queued == 0;
        return queued > 0;
    }

    /// The job that renews the model's key, queued now where it is not yet. It may have ended by the time that it is told.
    ///
    /// **Errors** `key-outdated` where it failed.
    public long jobFor(UUID modelId) {
        return transaction.execute(status -> {
            Model model = models.findForChange(modelId).orElseThrow();
            return switch (model.status(engine.keyFormat())) {
                case RENEWING -> {
                    Job known = model.registration(engine.keyFormat());
                    yield known == null ? queue(model) : known.id();
                }
                case OUTDATED -> throw outdated(model);
                case COMPILING, READY, FAILED, DELETED -> model.job().id();
            };
        });
    }

    ProblemException outdated(Model model) {
        return ProblemException.of(ProblemCode.KEY_OUTDATED,
                "the model's key has format %d, this version of the service makes format %d, and registering the model again failed:"
                        .formatted(model.publicKey().format(), engine.keyFormat()) + " its page says why",
                ModelStatus.READY, ModelStatus.OUTDATED);
    }

    /// Whether a later start of the service tries again.
    static boolean triedAgain(int attempts) {
        return attempts < MOST_ATTEMPTS;
    }

    private List<UUID> outdated(boolean again) {
        return database.sql("""
                        select m.id from model m left join job r on r.id = m.renewal_job_id
                        where m.deleted_at is null and m.key_format < :format
                            and (m.sought_format < :format
                                or :again and r.finished_at < :started and m.renewals < :most)
                        order by m.sequence limit %d
                        for update of m skip locked""".formatted(BATCH))
                .param("format", engine.keyFormat())
                .param("again", again)
                .param("started", started)
                .param("most", MOST_ATTEMPTS)
                .query(UUID.class)
                .list();
    }

    private int queue(List<UUID> ids) {
        ids.forEach(id -> queue(models.find(id).orElseThrow()));
        return ids.size();
    }

    private long queue(Model model) {
        long memory = database.sql("select memory_bytes from job where id = ?").param(model.job().id()).query(Long.class).single();
        long job = jobs.enqueueOwn(JobKind.RENEW_KEY, memory);
        model.renewing(entities.find(Job.class, job), engine.keyFormat());
        entities.flush();
        return job;
    }
}
