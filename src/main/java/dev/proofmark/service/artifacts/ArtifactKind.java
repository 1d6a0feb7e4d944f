package dev.proofmark.service.artifacts;

import java.util.Locale;

/// What an artefact is to the row that names it.
public enum ArtifactKind {
    MODEL_FILE,
    PLAN,
    PROVING_KEY,
    VERIFICATION_KEY,
    INPUT,
    OUTPUTS,
    STATEMENT,
    PROOF;

    /// As messages have it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
