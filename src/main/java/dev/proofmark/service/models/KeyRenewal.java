package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.engine.WorkCancelledException;
import dev.proofmark.service.engine.WorkMonitor;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.errors.Redacted;
import dev.proofmark.service.jobs.JobHandler;
import dev.proofmark.service.jobs.JobKind;
import dev.proofmark.service.jobs.JobQueue;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The job that registers a model again whose key has an older format.
///
/// One transaction puts the new key in the place of the old one, whose public part stays ([EarlierKey]); until it is committed the
/// model has the old key with all its files, whatever happens to the node.
@Component
class KeyRenewal implements JobHandler {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRenewal.class);

    private final InferenceEngine engine;
    private final Registrar registrar;
    private final JdbcClient database;
    private final ModelRepository models;
    private final EntityManager entities;
    private final JobQueue jobs;
    private final ArtifactStore artifacts;

    KeyRenewal(InferenceEngine engine, Registrar registrar, JdbcClient database, ModelRepository models, EntityManager entities,
            JobQueue jobs, ArtifactStore artifacts) {
        this.engine = engine;
        this.registrar = registrar;
        this.database = database;
        this.models = models;
        this.entities = entities;
        this.jobs = jobs;
        this.artifacts = artifacts;
    }

    @Override
    public JobKind kind() {
        return JobKind.RENEW_KEY;
    }

    @Override
    public Optional<String> order(long jobId) {
        return database.sql("select 'model ' || id from model where renewal_job_id = ?").param(jobId).query(String.class).optional();
    }

    private record Row(UUID id, int keyFormat) {}

    @Override
    public Runnable run(long jobId, WorkMonitor monitor) {
        Row model = database.sql("select id, key_format from model where renewal_job_id = ?").param(jobId)
                .query((row, number) -> new Row(row.getObject(1, UUID.class), row.getInt(2))).single();
        UUID modelId = model.id();
        if (model.keyFormat() >= engine.keyFormat()) {
            throw ProblemException.of(ProblemCode.FORMAT_NOT_SUPPORTED,
                    "this node makes no keys of a newer format: start nodes of one version only",
                    "a newer format than " + model.keyFormat(), engine.keyFormat());
        }
        StoredRegistration stored = register(modelId, monitor);
        return () -> {
            erasedAfterCommit(replaceKey(modelId, stored));
            jobs.needed(jobId, stored.proverBytes());
        };
    }

    private StoredRegistration register(UUID modelId, WorkMonitor monitor) {
        try {
            return registrar.register(modelId, monitor);
        } catch (ProblemException e) {
            throw e.code() == ProblemCode.ARTIFACT_DAMAGED ? e.at("the model cannot be registered again from what is stored; where"
                    + " there is no backup, upload it again, as a new model") : e;
        }
    }

    private List<ArtifactRef> replaceKey(UUID modelId, StoredRegistration stored) {
        Model model = models.findForChange(modelId).orElseThrow();
        if (model.deletedAt() != null) {
            throw new WorkCancelledException();
        }
        List<ArtifactRef> replaced = model.registered(stored);
        entities.flush();
        return replaced;
    }

    private void erasedAfterCommit(List<ArtifactRef> secrets) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                secrets.forEach(KeyRenewal.this::erase);
            }
        });
    }

    private void erase(ArtifactRef secret) {
        try {
            artifacts.erase(secret);
        } catch (RuntimeException e) {
            LOG.warn("The artefact {} is left to the next sweep", secret, Redacted.of(e));
        }
    }
}
