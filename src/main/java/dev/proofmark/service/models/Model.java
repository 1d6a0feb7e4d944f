package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.NamedArtifact;
import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.engine.ModelReport;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.jobs.JobOrder;
import dev.proofmark.service.tensors.Signature;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    private String keyDigest;
    private String planArtifact;
    private String provingKeyArtifact;
    private String verificationKeyArtifact;
    private Instant deletedAt;

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

    public ModelStatus status() {
        return ModelStatus.of(job().status(), deletedAt != null);
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

    String keyDigest() {
        return keyDigest;
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

    void registered(Signature compiled, ModelReport reported, String digest,
            ArtifactRef plan, ArtifactRef provingKey, ArtifactRef verificationKey) {
        this.signature = JsonColumn.write(compiled);
        this.report = JsonColumn.write(reported);
        this.keyDigest = digest;
        this.planArtifact = plan.toString();
        this.provingKeyArtifact = provingKey.toString();
        this.verificationKeyArtifact = verificationKey.toString();
    }

    /// Forgets everything secret; returns the artefacts that hold it. The public key and what the page tells stay.
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
