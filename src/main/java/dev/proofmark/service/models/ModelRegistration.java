package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.artifacts.NamedArtifact;
import dev.proofmark.service.artifacts.ProvisionalArtifacts;
import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.engine.ModelFiles;
import dev.proofmark.service.engine.ModelSettings;
import dev.proofmark.service.engine.RegisteredModel;
import dev.proofmark.service.engine.WorkCancelledException;
import dev.proofmark.service.engine.WorkMonitor;
import dev.proofmark.service.jobs.JobHandler;
import dev.proofmark.service.jobs.JobKind;
import dev.proofmark.service.jobs.JobQueue;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.InputReader;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The job that compiles and registers one model.
@Component
class ModelRegistration implements JobHandler {
    private final InferenceEngine engine;
    private final ArtifactStore artifacts;
    private final InputReader inputs;
    private final JdbcClient database;
    private final ModelRepository models;
    private final EntityManager entities;
    private final JobQueue jobs;

    ModelRegistration(InferenceEngine engine, ArtifactStore artifacts, InputReader inputs, JdbcClient database,
            ModelRepository models, EntityManager entities, JobQueue jobs) {
        this.engine = engine;
        this.artifacts = artifacts;
        this.inputs = inputs;
        this.database = database;
        this.models = models;
        this.entities = entities;
        this.jobs = jobs;
    }

    @Override
    public JobKind kind() {
        return JobKind.REGISTER_MODEL;
    }

    private record FileRow(ModelFile.Role role, String name, ArtifactRef artifact) {}

    @Override
    public Optional<String> order(long jobId) {
        return database.sql("select 'model ' || id from model where job_id = ?").param(jobId).query(String.class).optional();
    }

    @Override
    public Runnable run(long jobId, WorkMonitor monitor) {
        UUID modelId = database.sql("select id from model where job_id = ?").param(jobId).query(UUID.class).single();
        List<FileRow> uploaded = database.sql("select role, name, artifact from model_file where model_id = ? order by ordinal")
                .param(modelId)
                .query((row, number) -> new FileRow(ModelFile.Role.valueOf(row.getString(1)), row.getString(2),
                        ArtifactRef.parse(row.getString(3))))
                .list();
        if (uploaded.isEmpty()) {
            throw new WorkCancelledException(); // deleted meanwhile; the cancellation is on its way
        }
        monitor.progress("load", 0);
        RegisteredModel registered = warned(register(modelId, uploaded, monitor));
        monitor.progress("store", 0.98);
        try (ProvisionalArtifacts files = new ProvisionalArtifacts(artifacts)) {
            ArtifactRef plan = files.seal(registered.plan());
            ArtifactRef provingKey = files.seal(registered.provingKey());
            ArtifactRef verificationKey = artifacts.store(Protection.OPEN, registered.verificationKey());
            files.keep();
            return writes(jobId, registered, plan, provingKey, verificationKey);
        }
    }

    private Runnable writes(long jobId, RegisteredModel registered, ArtifactRef plan, ArtifactRef provingKey,
            ArtifactRef verificationKey) {
        return () -> {
            models.findByJob(jobId).orElseThrow().registered(registered.signature(), registered.report(),
                    registered.keyDigest(), plan, provingKey, verificationKey);
            entities.flush();
            jobs.needed(jobId, registered.report().predictedCost().proverBytes());
        };
    }

    private RegisteredModel warned(RegisteredModel model) {
        long needed = model.report().predictedCost().proverBytes();
        return jobs.misfit(needed)
                .map(misfit -> model.warning(List.of("proofs of this model are refused: " + misfit.problem().detail() + ": "
                        + misfit.problem().actual() + ", " + misfit.problem().expected())))
                .orElse(model);
    }

    private RegisteredModel register(UUID modelId, List<FileRow> files, WorkMonitor monitor) {
        byte[] model = null;
        Map<String, byte[]> externalData = new LinkedHashMap<>();
        List<InferenceInput> calibration = List.of();
        ModelSettings settings = null;
        for (FileRow file : files) {
            byte[] content =
                    new NamedArtifact(ArtifactKind.MODEL_FILE, "model " + modelId, file.artifact()).load(artifacts);
            switch (file.role()) {
                case MODEL -> model = content;
                case EXTERNAL_DATA -> externalData.put(file.name(), content);
                case CALIBRATION -> calibration = inputs.calibration(content);
                case SETTINGS -> settings =
                        JsonColumn.read(new String(content, StandardCharsets.UTF_8), ModelSettings.class);
            }
        }
        monitor.stopIfCancelled();
        RegisteredModel registered =
                engine.register(new ModelFiles(model, externalData), settings, calibration, monitor);
        return registered.warning(settings.warnings());
    }
}
