package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.artifacts.NamedArtifact;
import dev.proofmark.service.artifacts.ProvisionalArtifacts;
import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.http.Cursor;
import dev.proofmark.service.http.Page;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.jobs.JobKind;
import dev.proofmark.service.jobs.JobQueue;
import dev.proofmark.service.jobs.JobStatus;
import dev.proofmark.service.platform.Digests;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// The models of this service: adds, shows, deletes.
@Component
public class ModelRegistry {
    private final ModelRepository models;
    private final InferenceEngine engine;
    private final KeyRenewals renewals;
    private final JobQueue jobs;
    private final ArtifactStore artifacts;
    private final EntityManager entities;
    private final JdbcClient database;
    private final TransactionOperations transaction;

    ModelRegistry(ModelRepository models, InferenceEngine engine, KeyRenewals renewals, JobQueue jobs, ArtifactStore artifacts,
            EntityManager entities, JdbcClient database, PlatformTransactionManager transactions) {
        this.models = models;
        this.engine = engine;
        this.renewals = renewals;
        this.jobs = jobs;
        this.artifacts = artifacts;
        this.entities = entities;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Says early that no model could be added now.
    ///
    /// **Errors** `queue-full`.
    public void refuseWhenFull() {
        jobs.refuseWhenFull(JobKind.REGISTER_MODEL);
    }

    /// Adds a model and the job that registers it; gives its id.
    public UUID add(ModelUpload upload) {
        refuseWhenFull();
        try (ProvisionalArtifacts files = new ProvisionalArtifacts(artifacts)) {
            StoredUpload stored = store(upload, files);
            return files.commit(() -> transaction.execute(status -> add(stored))).id();
        }
    }

    /// The sealed files of an upload, stored before any row names them.
    public record StoredUpload(ModelUpload upload, List<StoredFile> files) {}

    record StoredFile(ModelFile.Role role, String name, long size, ArtifactRef artifact) {}

    public StoredUpload store(ModelUpload upload, ProvisionalArtifacts sealing) {
        List<StoredFile> files = new ArrayList<>();
        files.add(store(sealing, ModelFile.Role.MODEL, upload.name(), upload.files().model()));
        upload.files().externalData().forEach((name, content) -> files.add(store(sealing, ModelFile.Role.EXTERNAL_DATA, name, content)));
        if (upload.calibrationJson().length > 0) {
            files.add(store(sealing, ModelFile.Role.CALIBRATION, "calibration.json", upload.calibrationJson()));
        }
        files.add(store(sealing, ModelFile.Role.SETTINGS, "settings.json",
                JsonColumn.write(upload.settings()).getBytes(StandardCharsets.UTF_8)));
        return new StoredUpload(upload, files);
    }

    /// Adds the model's rows and the job that registers it to the caller's transaction.
    public Model add(StoredUpload stored) {
        ModelUpload upload = stored.upload();
        long jobId = jobs.enqueue(JobKind.REGISTER_MODEL, Optional.empty(), upload.registrationBytes());
        Model model = new Model(UUID.randomUUID(), entities.find(Job.class, jobId), upload.name(),
                Digests.sha256(upload.files().model()), upload.signature(), upload.warnings());
        stored.files().forEach(file -> model.add(file.role(), file.name(), file.size(), file.artifact()));
        entities.persist(model);
        entities.flush();
        return model;
    }

    @Transactional(readOnly = true)
    public ModelView view(UUID id) {
        Model model = models.find(id).orElseThrow(() -> unknown(id));
        Job registration = model.registration(engine.keyFormat());
        return ModelView.of(model, engine.keyFormat(), jobs.positions(registration == null ? List.of() : List.of(registration.id())));
    }

    @Transactional(readOnly = true)
    public Page<ModelView> page(ModelStatus status, String cursor, Integer limit) {
        int size = Cursor.limit(limit);
        Set<JobStatus> statuses = status == null ? EnumSet.allOf(JobStatus.class) : status.registrations();
        boolean deleted = status == ModelStatus.DELETED;
        String renewal = status != null && statuses.equals(EnumSet.of(JobStatus.SUCCEEDED)) ? status.name() : "";
        int format = engine.keyFormat();
        List<Model> rows = models.page(Cursor.decode(cursor), statuses, deleted, renewal, format, Limit.of(size + 1));
        return jobs.page(rows, size, model -> model.registration(format), (model, positions) -> ModelView.of(model, format, positions));
    }

    /// A model that proofs can be asked for, kept from being deleted until the caller's transaction ends.
    ///
    /// @param renewal the job that renews its key, kept from ending by the caller
    /// @return what a proof of it must wait for
    public Kept keep(UUID id, Optional<Long> renewal) {
        Model model = takingProofs(models.findKeeping(id).orElseThrow(() -> unknown(id)));
        if (model.status(engine.keyFormat()) == ModelStatus.READY) {
            return new Kept(model, Optional.empty());
        }
        if (renewal.isEmpty()) {
            throw ProblemException.of(ProblemCode.MODEL_NOT_READY, "the model's key is just being renewed", ModelStatus.READY,
                    ModelStatus.RENEWING);
        }
        return new Kept(model, renewal);
    }

    /// @param waitsFor the job that a proof of the model waits for
    public record Kept(Model model, Optional<Long> waitsFor) {}

    /// A model that proofs can be asked for.
    ///
    /// **Errors** `model-not-found`, `model-not-ready`, `key-outdated`.
    @Transactional(readOnly = true)
    public Model takingProofs(UUID id) {
        return takingProofs(models.find(id).orElseThrow(() -> unknown(id)));
    }

    /// The job that a proof of such a model must wait for, which renews its key; empty where its key is of this version's format.
    public Optional<Long> renewalOf(Model model) {
        return model.status(engine.keyFormat()) == ModelStatus.RENEWING ? Optional.of(renewals.jobFor(model.id())) : Optional.empty();
    }

    /// The model's verification key, which outlives the model.
    @Transactional(readOnly = true)
    public NamedArtifact verificationKey(UUID id) {
        Model model = models.find(id).orElseThrow(() -> unknown(id));
        return (model.verificationKey() == null ? takingProofs(model) : model).named(ArtifactKind.VERIFICATION_KEY);
    }

    /// All verification keys of the model, those that were replaced among them.
    @Transactional(readOnly = true)
    public VerificationKeysView verificationKeys(UUID id) {
        return VerificationKeysView.of(models.find(id).orElseThrow(() -> unknown(id)).publicKeys());
    }

    /// The verification key that statements name by this digest.
    @Transactional(readOnly = true)
    public NamedArtifact verificationKey(String keyDigest) {
        return models.findByKey(keyDigest, Limit.of(1)).stream().findFirst().map(model -> model.named(ArtifactKind.VERIFICATION_KEY))
                .or(() -> models.findEarlierKeys(keyDigest, Limit.of(1)).stream().findFirst()
                        .map(key -> key.publicKey().of(key.model().id())))
                .orElseThrow(() -> ProblemException.of(ProblemCode.KEY_NOT_FOUND,
                        "this service has made no key of this digest",
                        "the digest by which statements name a key: 64 hexadecimal digits", keyDigest));
    }

    private Model takingProofs(Model model) {
        ModelStatus status = model.status(engine.keyFormat());
        return switch (status) {
            case READY, RENEWING -> model;
            case OUTDATED -> throw renewals.outdated(model);
            case DELETED -> throw notReady("the model is deleted", status);
            case FAILED -> throw notReady("the model was not registered; its page says why", status);
            case COMPILING -> throw notReady("the model is still being registered", status);
        };
    }

    private static ProblemException notReady(String detail, ModelStatus status) {
        return ProblemException.of(ProblemCode.MODEL_NOT_READY, detail, ModelStatus.READY, status);
    }

    /// Cancels the model's work and erases its secrets. What verifies its proofs stays.
    ///
    /// Locks are taken as a registration that ends takes them: its job's, then the model's.
    public void delete(UUID id) {
        List<ArtifactRef> secrets = transaction.execute(status -> {
            database.sql("""
                            select unnest(array_remove(array[job_id, renewal_job_id], null)) from model
                            where id = ? and deleted_at is null""")
                    .param(id)
                    .query(Long.class)
                    .list()
                    .forEach(jobs::cancel);
            Model model = models.findForChange(id).orElseThrow(() -> unknown(id));
            List<ArtifactRef> released = model.delete();
            entities.flush();
            database.sql("""
                            select j.id from proof p join job j on j.id = p.job_id
                            where p.model_id = ? and j.status in ('QUEUED', 'RUNNING') order by j.id""")
                    .param(id)
                    .query(Long.class)
                    .list()
                    .forEach(jobs::cancel);
            return released;
        });
        secrets.forEach(artifacts::erase);
    }

    private static StoredFile store(ProvisionalArtifacts sealing, ModelFile.Role role, String name, byte[] content) {
        return new StoredFile(role, name, content.length, sealing.seal(content));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.of(ProblemCode.MODEL_NOT_FOUND, "there is no model " + id);
    }
}
