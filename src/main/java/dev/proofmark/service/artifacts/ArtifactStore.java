package dev.proofmark.service.artifacts;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/// Immutable bytes by content address.
///
/// **Invariants.** `store` returns only after the bytes are durable. `load` returns what was stored or throws: the file's
/// hash is compared with its name, and a sealed file is authenticated too. Storing equal `OPEN` bytes twice gives one
/// file; every sealed file is unique, because its key is.
public interface ArtifactStore {
    /// Keeps `content` and returns its name.
    ArtifactRef store(ArtifactRef.Protection protection, byte[] content);

    /// **Errors**: `ArtifactUnreadableException` when the file is missing, changed, or sealed under another key.
    byte[] load(ArtifactRef ref);

    /// Whether a file of that name is there, damaged or not.
    boolean present(ArtifactRef ref);

    /// The names of all files that are there.
    Set<ArtifactRef> all();

    /// Removes an artefact that nothing names any more.
    void erase(ArtifactRef ref);

    /// Removes files that were last stored longer than `grace` ago and that `inUse` does not contain; returns how many.
    /// `inUse` is asked after the files are listed, so a file stored meanwhile is younger than `grace`.
    int sweep(Duration grace, Supplier<Set<ArtifactRef>> inUse);
}
