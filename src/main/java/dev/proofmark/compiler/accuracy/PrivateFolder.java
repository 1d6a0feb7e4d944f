package dev.proofmark.compiler.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A new folder for temporary files that only this user can enter, deleted with everything in it when closed.
record PrivateFolder(Path path) implements AutoCloseable {

    static final String PREFIX = "proofmark-runtime-";

    static PrivateFolder create() throws IOException {
        return new PrivateFolder(Files.createTempDirectory(
                PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /// Deletes what it can: a file that stays is no reason to lose the work that it was for.
    @Override
    public void close() {
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException stays) {
            path.toFile().deleteOnExit();
        }
    }
}
