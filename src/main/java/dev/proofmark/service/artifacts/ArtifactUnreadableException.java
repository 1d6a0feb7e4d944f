package dev.proofmark.service.artifacts;

/// Stored bytes that cannot be given back as they were stored.
public final class ArtifactUnreadableException extends RuntimeException {
    ArtifactUnreadableException(ArtifactRef ref, String what) {
        super("artefact " + ref + " " + what);
    }

    ArtifactUnreadableException(ArtifactRef ref, String what, Throwable cause) {
        super("artefact " + ref + " " + what, cause);
    }
}
