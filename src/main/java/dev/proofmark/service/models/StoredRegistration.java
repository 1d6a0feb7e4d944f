package dev.proofmark.service.models;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.engine.RegisteredModel;

/// What registering a model gave, with its files stored before any row names them.
record StoredRegistration(
        RegisteredModel registered, ArtifactRef plan, ArtifactRef provingKey, ArtifactRef verificationKey) {
    /// Heap that one proof is predicted to need.
    long proverBytes() {
        return registered.report().predictedCost().proverBytes();
    }
}
