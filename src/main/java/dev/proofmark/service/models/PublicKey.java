package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.NamedArtifact;
import java.time.Instant;
import java.util.UUID;

/// A verification key of a model: its last one, or one that was replaced.
///
/// @param format of the key, and of statements and proofs under it
/// @param digest the one by which statements name the key, lower-case hex
/// @param replacedAt null for the last one
public record PublicKey(int format, String digest, ArtifactRef file, Instant replacedAt) {
    public NamedArtifact of(UUID modelId) {
        return new NamedArtifact(ArtifactKind.VERIFICATION_KEY, "model " + modelId, file);
    }
}
