package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Generators kept on disk between processes, as a convenience only: whatever is wrong with a file or the folder, the
/// generators are hashed anew and the answer is the same.
///
/// A generator whose discrete logarithm someone knows would break every commitment, so a file is believed only when its
/// SHA-256 is the one pinned in [PinnedGenerators]: not even someone who can write the folder can plant a point. What is
/// not pinned is never cached.
///
/// One file per [Generators#CHUNK] generators, their 64-byte affine forms one after the other. A new file is written
/// beside its place and renamed, so that processes that start together never see half of one.
///
/// The folder is the system property [#FOLDER_PROPERTY] if set (empty: no cache), else the platform's cache folder.
final class GeneratorCache {
    static final String FOLDER_PROPERTY = "proofmark.generators.cache";

    private static final int FILE_BYTES = Generators.CHUNK * G1.AFFINE_BYTES;

    private GeneratorCache() {}

    static G1[] chunk(int chunk) {
        if (chunk >= PinnedGenerators.chunks()) {
            return Generators.hashChunk(chunk);
        }
        Path folder = folder();
        if (folder == null) {
            return Generators.hashChunk(chunk);
        }
        Path file = folder.resolve("bn254-g1-svdw-v1-" + chunk + ".bin");
        byte[] cached = read(file);
        if (cached != null && PinnedGenerators.matches(chunk, cached)) {
            return decode(cached);
        }
        G1[] points = Generators.hashChunk(chunk);
        write(file, encode(points));
        return points;
    }

    private static byte[] read(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == FILE_BYTES ? Files.readAllBytes(file) : null;
        } catch (IOException | SecurityException e) {
            return null;
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
            try {
                Files.write(unfinished, content);
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            // A cache that cannot be written costs the next process some milliseconds and nothing else.
        }
    }

    static byte[] encode(G1[] points) {
        byte[] out = new byte[points.length * G1.AFFINE_BYTES];
        for (int i = 0; i < points.length; i++) {
            System.arraycopy(points[i].affineBytes(), 0, out, i * G1.AFFINE_BYTES, G1.AFFINE_BYTES);
        }
        return out;
    }

    private static G1[] decode(byte[] content) {
        G1[] out = new G1[Generators.CHUNK];
        for (int i = 0; i < out.length; i++) {
            int at = i * G1.AFFINE_BYTES;
            out[i] = G1.of(Fp.decode(content, at), Fp.decode(content, at + G1.AFFINE_BYTES / 2));
        }
        return out;
    }

    static Path folder() {
        try {
            String chosen = System.getProperty(FOLDER_PROPERTY);
            if (chosen != null) {
                return chosen.isEmpty() ? null : Path.of(chosen);
            }
            String base = System.getenv("XDG_CACHE_HOME");
            if (base != null && Path.of(base).isAbsolute()) {
                return Path.of(base, "proofmark");
            }
            String local = System.getenv("LOCALAPPDATA");
            if (local != null && Path.of(local).isAbsolute()) {
                return Path.of(local, "proofmark", "cache");
            }
            String home = System.getProperty("user.home");
            return home == null || home.isEmpty() || "?".equals(home) ? null : Path.of(home, ".cache", "proofmark");
        } catch (InvalidPathException | SecurityException e) {
            return null;
        }
    }
}
