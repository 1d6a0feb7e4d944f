package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.NamedArtifact;
import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.engine.ModelReport;
import dev.proofmark.service.engine.RegisteredModel;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.jobs.JobOrder;
import dev.proofmark.service.tensors.Signature;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A model's row: what was uploaded and what registering it gave.
@Entity
public class Model extends JobOrder {
    private String name;
    private String modelDigest;

    @JdbcTypeCode(SqlTypes.JSON)
    private String signature;

    @JdbcTypeCode(SqlTypes.JSON)
    private String report;

    @JdbcTypeCode(SqlTypes.JSON)
    private String uploadWarnings;

    private Integer keyFormat;
    private String keyDigest;
    private String planArtifact;
    private String provingKeyArtifact;
    private String verificationKeyArtifact;
    private Instant deletedAt;

    private Integer soughtFormat;
    private int renewals;

    @OneToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "renewal_job_id")
    private Job renewal;

    @OneToMany(mappedBy = "model", cascade = CascadeType.ALL)
    @OrderBy("key.format desc")
    @BatchSize(size = 100)
    private List<EarlierKey> earlierKeys = new ArrayList<>();

    @OneToMany(mappedBy = "model", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("key.ordinal")
    private List<ModelFile> files = new ArrayList<>();

    protected Model() {}

    Model(UUID id, Job job, String name, String modelDigest, Signature signature, List<String> warnings) {
        super(id, job);
        this.name = name;
        this.modelDigest = modelDigest;
        this.signature = JsonColumn.write(signature);
        this.uploadWarnings = JsonColumn.write(warnings);
    }

    /// @param current the format of the keys that this version makes
    public ModelStatus status(int current) {
        return ModelStatus.of(job().status(), keyStatus(current), deletedAt != null);
    }

    private ModelStatus keyStatus(int current) {
        if (keyFormat == null || keyFormat >= current) {
            return ModelStatus.READY;
        }
        return soughtFormat < current || !renewal.status().finished() ? ModelStatus.RENEWING : ModelStatus.OUTDATED;
    }

    /// The job that registers the model, or registers it again, or last did; null where that is still to be queued.
    Job registration(int current) {
        boolean toBeQueued = deletedAt == null && keyFormat != null && keyFormat < current && soughtFormat < current;
        return toBeQueued ? null : renewal == null ? job() : renewal;
    }

    /// How often it was tried to renew the key to that format.
    int renewals(int format) {
        return soughtFormat < format ? 0 : renewals;
    }

    /// The next job that renews the key.
    void renewing(Job job, int format) {
        this.renewals = format == soughtFormat ? renewals + 1 : 1;
        this.soughtFormat = format;
        this.renewal = job;
    }

    String name() {
        return name;
    }

    String modelDigest() {
        return modelDigest;
    }

    public Signature signature() {
        return JsonColumn.read(signature, Signature.class);
    }

    public ModelReport report() {
        return JsonColumn.read(report, ModelReport.class);
    }

    /// What the owner should know: of the upload, and once it is registered of the registration.
    public List<String> warnings() {
        return report != null ? report().warnings()
                : uploadWarnings == null ? List.of() : List.of(JsonColumn.read(uploadWarnings, String[].class));
    }

    /// The last key; null before there is one.
    PublicKey publicKey() {
        return keyFormat == null ? null : new PublicKey(keyFormat, keyDigest, verificationKey(), null);
    }

    /// All keys, the newest format first.
    List<PublicKey> publicKeys() {
        return Stream.concat(Stream.ofNullable(publicKey()), earlierKeys.stream().map(EarlierKey::publicKey)).toList();
    }

    /// The key of a format that the model has, or had.
    public PublicKey publicKey(int format) {
        return keyFormat == format ? publicKey()
                : publicKeys().stream().filter(key -> key.format() == format).findFirst().orElseThrow();
    }

    public ArtifactRef plan() {
        return ArtifactRef.parseNullable(planArtifact);
    }

    public ArtifactRef provingKey() {
        return ArtifactRef.parseNullable(provingKeyArtifact);
    }

    public ArtifactRef verificationKey() {
        return ArtifactRef.parseNullable(verificationKeyArtifact);
    }

    /// One of the artefacts above with its name, for a model that has it.
    public NamedArtifact named(ArtifactKind kind) {
        return new NamedArtifact(kind, "model " + id(), switch (kind) {
            case PLAN -> plan();
            case PROVING_KEY -> provingKey();
            case VERIFICATION_KEY -> verificationKey();
            case MODEL_FILE, INPUT, OUTPUTS, STATEMENT, PROOF ->
                    throw new IllegalArgumentException("a model has no " + kind + " of its own");
        });
    }

    Instant deletedAt() {
        return deletedAt;
    }

    List<ModelFile> files() {
        return files;
    }

    void add(ModelFile.Role role, String fileName, long size, ArtifactRef artifact) {
        files.add(new ModelFile(this, files.size(), role, fileName, size, artifact));
    }

    /// Takes what a registration gave. A key that this replaces stays among the earlier ones.
    ///
    /// @return secrets that nothing names any more
    List<ArtifactRef> registered(StoredRegistration stored) {
        List<ArtifactRef> replaced = new ArrayList<>();
        if (keyFormat != null) {
            earlierKeys.add(new EarlierKey(this, publicKey()));
            replaced.add(plan());
            replaced.add(provingKey());
        }
        RegisteredModel registered = stored.registered();
        this.signature = JsonColumn.write(registered.signature());
        this.report = JsonColumn.write(registered.report());
        this.keyFormat = registered.keyFormat();
        this.soughtFormat = registered.keyFormat();
        this.keyDigest = registered.keyDigest();
        this.planArtifact = stored.plan().toString();
        this.provingKeyArtifact = stored.provingKey().toString();
        this.verificationKeyArtifact = stored.verificationKey().toString();
        return replaced;
    }

    /// Forgets everything secret; returns the artefacts that hold it. The public keys and what the page tells stay.
    List<ArtifactRef> delete() {
        List<ArtifactRef> secrets = new ArrayList<>(files.stream().map(ModelFile::artifact).toList());
        if (planArtifact != null) {
            secrets.add(plan());
            secrets.add(provingKey());
        }
        files.clear();
        planArtifact = null;
        provingKeyArtifact = null;
        deletedAt = deletedAt == null ? Instant.now() : deletedAt;
        return secrets;
    }
}
