package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactRef;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import java.io.Serializable;
import java.util.UUID;

/// One uploaded file of a model; its bytes are a sealed artefact.
@Entity
class ModelFile {
    /// What the file is for. `SETTINGS` are the options as understood, with the seed.
    enum Role {
        MODEL,
        EXTERNAL_DATA,
        CALIBRATION,
        SETTINGS
    }

    @Embeddable
    record Key(UUID modelId, int ordinal) implements Serializable {}

    @EmbeddedId
    private Key key;

    @MapsId("modelId")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "model_id")
    private Model model;

    @Enumerated(EnumType.STRING)
    private Role role;

    private String name;
    private long size;
    private String artifact;

    protected ModelFile() {}

    ModelFile(Model model, int ordinal, Role role, String name, long size, ArtifactRef artifact) {
        this.key = new Key(model.id(), ordinal);
        this.model = model;
        this.role = role;
        this.name = name;
        this.size = size;
        this.artifact = artifact.toString();
    }

    Role role() {
        return role;
    }

    String name() {
        return name;
    }

    ArtifactRef artifact() {
        return ArtifactRef.parse(artifact);
    }
}
