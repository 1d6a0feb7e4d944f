package dev.proofmark.service.artifacts;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// The name of stored bytes: how they are kept, and the SHA-256 (lower-case hex) of the file that keeps them.
///
/// Its text form `sealed:…` or `open:…` is what database columns hold.
public record ArtifactRef(Protection protection, String digest) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /// Whether the file is the bytes themselves, or their encryption.
    public enum Protection {
        OPEN,
        SEALED
    }

    public ArtifactRef {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("not a lower-case hex SHA-256: " + digest);
        }
    }

    public static ArtifactRef parse(String text) {
        int colon = text.indexOf(':');
        return switch (text.substring(0, Math.max(colon, 0))) {
            case "open" -> new ArtifactRef(Protection.OPEN, text.substring(colon + 1));
            case "sealed" -> new ArtifactRef(Protection.SEALED, text.substring(colon + 1));
            default -> throw new IllegalArgumentException("not an artefact reference: " + text);
        };
    }

    /// The artefact a nullable column names.
    public static ArtifactRef parseNullable(String text) {
        return text == null ? null : parse(text);
    }

    /// Where the file of this name lies below an artefact folder.
    public Path below(Path root) {
        return root.resolve(folder()).resolve(digest.substring(0, 2)).resolve(digest);
    }

    @Override
    public String toString() {
        return folder() + ":" + digest;
    }

    String folder() {
        return switch (protection) {
            case OPEN -> "open";
            case SEALED -> "sealed";
        };
    }
}
