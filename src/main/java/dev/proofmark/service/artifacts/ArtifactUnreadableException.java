package dev.proofmark.service.artifacts;

/// Stored bytes that cannot be given back as they were stored.
public final class ArtifactUnreadableException extends RuntimeException {
    private final String what;
    private final String found;

    /// @param what is wrong, after the artefact's name
    /// @param found in its place
    ArtifactUnreadableException(ArtifactRef ref, String what, String found, Throwable cause) {
        super("artefact %s %s: %s".formatted(ref, what, found), cause);
        this.what = what;
        this.found = found;
    }

    /// What is wrong, in words without a path.
    public String what() {
        return what;
    }

    String found() {
        return found;
    }
}
