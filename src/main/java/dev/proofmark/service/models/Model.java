package dev.proofmark.service.models;

import dev.proofmark.service.engine.ModelReport;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.platform.ArtifactRef;
import dev.proofmark.service.platform.JsonColumn;
import dev.proofmark.service.tensors.Signature;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A model's row: what was uploaded and what registering it gave.
@Entity
public class Model {
    @Id
    private UUID id;

    @Column(insertable = false, updatable = false)
    private Long sequence;

    @OneToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "job_id", updatable = false)
    private Job job;

    private String name;
    private String modelDigest;

    @JdbcTypeCode(SqlTypes.JSON)
    private String signature;

    @JdbcTypeCode(SqlTypes.JSON)
    private String report;

    private String keyDigest;
    private String planArtifact;
    private String provingKeyArtifact;
    private String verificationKeyArtifact;
    private Instant createdAt;
    private Instant deletedAt;

    @OneToMany(mappedBy = "model", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("key.ordinal")
    private List<ModelFile> files = new ArrayList<>();

    protected Model() {}

    Model(UUID id, Job job, String name, String modelDigest, Signature signature) {
        this.id = id;
        this.job = job;
        this.name = name;
        this.modelDigest = modelDigest;
        this.signature = JsonColumn.write(signature);
        this.createdAt = Instant.now();
    }

    public UUID id() {
        return id;
    }

    long sequence() {
        return sequence;
    }

    public Job job() {
        return job;
    }

    public ModelStatus status() {
        return ModelStatus.of(job.status());
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

    String keyDigest() {
        return keyDigest;
    }

    public ArtifactRef plan() {
        return ref(planArtifact);
    }

    public ArtifactRef provingKey() {
        return ref(provingKeyArtifact);
    }

    public ArtifactRef verificationKey() {
        return ref(verificationKeyArtifact);
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean deleted() {
        return deletedAt != null;
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

    /// Forgets everything secret; returns the artefacts that hold it.
    List<ArtifactRef> delete() {
        List<ArtifactRef> secrets = new ArrayList<>(files.stream().map(ModelFile::artifact).toList());
        if (planArtifact != null) {
            secrets.add(plan());
            secrets.add(provingKey());
        }
        files.clear();
        planArtifact = null;
        provingKeyArtifact = null;
        deletedAt = Instant.now();
        return secrets;
    }

    private static ArtifactRef ref(String text) {
        return text == null ? null : ArtifactRef.parse(text);
    }
}
