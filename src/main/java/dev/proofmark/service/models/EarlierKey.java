package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactRef;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/// A public key of a model that one of a newer format has replaced. It stays, for those who have proofs under it.
@Entity
class EarlierKey {
    @Embeddable
    record Key(UUID modelId, int format) implements Serializable {}

    @EmbeddedId
    private Key key;

    @MapsId("modelId")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "model_id")
    private Model model;

    private String keyDigest;
    private String artifact;
    private Instant replacedAt;

    protected EarlierKey() {}

    EarlierKey(Model model, PublicKey replaced) {
        this.key = new Key(model.id(), replaced.format());
        this.model = model;
        this.keyDigest = replaced.digest();
        this.artifact = replaced.file().toString();
        this.replacedAt = Instant.now();
    }

    PublicKey publicKey() {
        return new PublicKey(key.format(), keyDigest, ArtifactRef.parse(artifact), replacedAt);
    }

    Model model() {
        return model;
    }
}
