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
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.jobs.JobQueue;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.InputReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Compiles and registers a model from its uploaded files, and stores what that gives; writes no rows.
@Component
class Registrar {
    private final InferenceEngine engine;
    private final ArtifactStore artifacts;
    private final InputReader inputs;
    private final JdbcClient database;
    private final JobQueue jobs;

    Registrar(InferenceEngine engine, ArtifactStore artifacts, InputReader inputs, JdbcClient database, JobQueue jobs) {
        this.engine = engine;
        this.artifacts = artifacts;
        this.inputs = inputs;
        this.database = database;
        this.jobs = jobs;
    }

    private record FileRow(ModelFile.Role role, String name, ArtifactRef artifact) {}

    /// **Errors** `WorkCancelledException` where the model is deleted, `upload-missing`, `artifact-damaged`, and those of the engine.
    StoredRegistration register(UUID modelId, WorkMonitor monitor) {
        monitor.progress("load", 0);
        List<FileRow> uploaded = database.sql("select role, name, artifact from model_file where model_id = ? order by ordinal")
                .param(modelId)
                .query((row, number) -> new FileRow(ModelFile.Role.valueOf(row.getString(1)), row.getString(2),
                        ArtifactRef.parse(row.getString(3))))
                .list();
        demandAll(modelId, uploaded);
        RegisteredModel registered = warned(register(modelId, uploaded, monitor));
        monitor.progress("store", 0.98);
        try (ProvisionalArtifacts files = new ProvisionalArtifacts(artifacts)) {
            ArtifactRef plan = files.seal(registered.plan());
            ArtifactRef provingKey = files.seal(registered.provingKey());
            ArtifactRef verificationKey = artifacts.store(Protection.OPEN, registered.verificationKey());
            files.keep();
            return new StoredRegistration(registered, plan, provingKey, verificationKey);
        }
    }

    private void demandAll(UUID modelId, List<FileRow> uploaded) {
        List<ModelFile.Role> there = uploaded.stream().map(FileRow::role).toList();
        if (!there.containsAll(List.of(ModelFile.Role.MODEL, ModelFile.Role.SETTINGS))) {
            if (database.sql("select deleted_at is not null from model where id = ?").param(modelId).query(Boolean.class).single()) {
                throw new WorkCancelledException(); // the cancellation is on its way
            }
            throw ProblemException.of(ProblemCode.UPLOAD_MISSING,
                    "the uploaded files of model " + modelId + " are not stored: upload it again, as a new model",
                    "a model and its settings", there.isEmpty() ? "no files" : there);
        }
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

    private RegisteredModel warned(RegisteredModel model) {
        long needed = model.report().predictedCost().proverBytes();
        return jobs.misfit(needed)
                .map(misfit -> model.warning(List.of("proofs of this model are refused: " + misfit.problem().detail() + ": "
                        + misfit.problem().actual() + ", " + misfit.problem().expected())))
                .orElse(model);
    }
}
