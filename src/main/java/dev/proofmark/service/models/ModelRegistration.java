package dev.proofmark.service.models;

import dev.proofmark.service.engine.WorkMonitor;
import dev.proofmark.service.jobs.JobHandler;
import dev.proofmark.service.jobs.JobKind;
import dev.proofmark.service.jobs.JobQueue;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The job that compiles and registers one model.
@Component
class ModelRegistration implements JobHandler {
    private final Registrar registrar;
    private final JdbcClient database;
    private final ModelRepository models;
    private final EntityManager entities;
    private final JobQueue jobs;

    ModelRegistration(Registrar registrar, JdbcClient database, ModelRepository models, EntityManager entities, JobQueue jobs) {
        this.registrar = registrar;
        this.database = database;
        this.models = models;
        this.entities = entities;
        this.jobs = jobs;
    }

    @Override
    public JobKind kind() {
        return JobKind.REGISTER_MODEL;
    }

    @Override
    public Optional<String> order(long jobId) {
        return database.sql("select 'model ' || id from model where job_id = ?").param(jobId).query(String.class).optional();
    }

    @Override
    public Runnable run(long jobId, WorkMonitor monitor) {
        UUID modelId = database.sql("select id from model where job_id = ?").param(jobId).query(UUID.class).single();
        StoredRegistration stored = registrar.register(modelId, monitor);
        return () -> {
            models.findByJob(jobId).orElseThrow().registered(stored);
            entities.flush();
            jobs.needed(jobId, stored.proverBytes());
        };
    }
}
