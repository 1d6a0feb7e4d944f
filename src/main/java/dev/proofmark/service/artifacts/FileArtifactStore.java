package dev.proofmark.service.artifacts;

import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.errors.PassingFault;
import dev.proofmark.service.platform.Digests;
import dev.proofmark.service.platform.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Artefacts as files `open/ab/abcd…` and `sealed/ab/abcd…` of one folder, which several nodes may share.
public final class FileArtifactStore implements ArtifactStore {
    private final Path root;
    private final SecretCipher cipher;

    public FileArtifactStore(Path root, SecretCipher cipher) {
        this.root = PrivateFiles.folder(root);
        this.cipher = cipher;
    }

    @Override
    public ArtifactRef store(Protection protection, byte[] content) {
        byte[] kept = switch (protection) {
            case OPEN -> content;
            case SEALED -> cipher.seal(content);
        };
        ArtifactRef ref = new ArtifactRef(protection, Digests.sha256(kept));
        Path file = file(ref);
        try {
            PrivateFiles.folder(file.getParent());
            if (Files.exists(file) && Digests.sha256(Files.readAllBytes(file)).equals(ref.digest())) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            } else {
                PrivateFiles.replace(file, kept);
            }
            return ref;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store the artefact " + ref, e);
        }
    }

    @Override
    public byte[] load(ArtifactRef ref) {
        byte[] kept;
        try {
            kept = Files.readAllBytes(file(ref));
        } catch (NoSuchFileException e) {
            throw new ArtifactUnreadableException(ref, "is missing", "no such file", null);
        } catch (IOException e) {
            if (PassingFault.of(e).isPresent()) {
                throw new UncheckedIOException("cannot read the artefact " + ref, e);
            }
            throw new ArtifactUnreadableException(ref, "cannot be read", "an error of the file system", e);
        }
        String actual = Digests.sha256(kept);
        if (!actual.equals(ref.digest())) {
            throw new ArtifactUnreadableException(ref, "has changed on disk", "SHA-256 " + actual, null);
        }
        return switch (ref.protection()) {
            case OPEN -> kept;
            case SEALED -> open(ref, kept);
        };
    }

    @Override
    public boolean present(ArtifactRef ref) {
        return Files.exists(file(ref));
    }

    @Override
    public void erase(ArtifactRef ref) {
        try {
            Files.deleteIfExists(file(ref));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot erase the artefact " + ref, e);
        }
    }

    @Override
    public Set<ArtifactRef> all() {
        Set<ArtifactRef> all = new HashSet<>();
        try {
            for (Protection protection : Protection.values()) {
                filesOf(protection).stream().map(file -> file.getFileName().toString())
                        .filter(name -> name.matches("[0-9a-f]{64}"))
                        .forEach(name -> all.add(new ArtifactRef(protection, name)));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + root, e);
        }
    }

    @Override
    public int sweep(Duration grace, Supplier<Set<ArtifactRef>> inUse) {
        Instant limit = Instant.now().minus(grace);
        List<ArtifactRef> old = new ArrayList<>();
        int removed = 0;
        try {
            for (Protection protection : Protection.values()) {
                for (Path file : filesOf(protection)) {
                    if (!Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                        continue;
                    }
                    String name = file.getFileName().toString();
                    if (name.endsWith(".tmp")) {
                        removed += Files.deleteIfExists(file) ? 1 : 0;
                    } else if (name.matches("[0-9a-f]{64}")) {
                        old.add(new ArtifactRef(protection, name));
                    }
                }
            }
            Set<ArtifactRef> kept = old.isEmpty() ? Set.of() : inUse.get();
            for (ArtifactRef ref : old) {
                if (!kept.contains(ref) && Files.getLastModifiedTime(file(ref)).toInstant().isBefore(limit)) {
                    removed += Files.deleteIfExists(file(ref)) ? 1 : 0;
                }
            }
            return removed;
        } catch (NoSuchFileException e) {
            return removed; // another node sweeps the same folder; the rest is for the next round
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sweep " + root, e);
        }
    }

    private List<Path> filesOf(Protection protection) throws IOException {
        Path folder = PrivateFiles.folder(root.resolve(new ArtifactRef(protection, "0".repeat(64)).folder()));
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private byte[] open(ArtifactRef ref, byte[] kept) {
        try {
            return cipher.open(kept);
        } catch (SealBrokenException e) {
            throw new ArtifactUnreadableException(
                    ref, "cannot be opened with this node's at-rest key", "bytes sealed under another key", e);
        }
    }

    private Path file(ArtifactRef ref) {
        return ref.below(root);
    }
}
