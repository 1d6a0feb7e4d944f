package dev.proofmark.service.artifacts;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An artefact with the row that names it.
///
/// @param id of the model or proof, as clients know it
public record NamedArtifact(ArtifactKind kind, Object id, ArtifactRef ref) {
    private static final Logger LOG = LoggerFactory.getLogger(NamedArtifact.class);

    /// The bytes as they were stored.
    ///
    /// **Errors** `artifact-damaged`, with kind, id and digest.
    public byte[] load(ArtifactStore artifacts) {
        try {
            return artifacts.load(ref);
        } catch (ArtifactUnreadableException e) {
            LOG.error("Damaged: {} of {}: {}", kind, id, e.getMessage(), e.getCause());
            throw ProblemException.of(ProblemCode.ARTIFACT_DAMAGED,
                    "the stored %s of %s %s: restore the file from a backup".formatted(kind, id, e.what()), ref, e.found());
        }
    }
}
