package dev.proofmark.compiler.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A new folder for temporary files that only this user can enter, deleted with everything in it when closed.
///
/// The file beside it of the same name and `.lock` is locked for as long as this process lives. A folder whose lock is free
/// is what a killed process left behind, and whoever makes the next one deletes it.
record PrivateFolder(Path path, FileChannel lock) implements AutoCloseable {

    static final String PREFIX = "proofmark-runtime-";
    private static final String LOCK = ".lock";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    static PrivateFolder create() throws IOException {
        return createIn(parent());
    }

    static Path parent() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    static PrivateFolder createIn(Path parent) throws IOException {
        removeLeftBehind(parent);
        while (true) {
            Path file = Files.createTempFile(parent, PREFIX, LOCK);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.lock();
            if (Files.exists(file)) {
                return new PrivateFolder(Files.createDirectory(folderOf(file), OWNER_ONLY), channel);
            }
            channel.close(); // taken for left behind before it was locked
        }
    }

    /// Deletes the folders of processes that are gone.
    static void removeLeftBehind(Path parent) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(parent)) {
            locks = files.filter(file -> file.getFileName().toString().startsWith(PREFIX)
                    && file.getFileName().toString().endsWith(LOCK)).toList();
        }
        for (Path file : locks) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                if (free != null) {
                    delete(folderOf(file));
                    Files.deleteIfExists(file);
                }
            } catch (IOException | OverlappingFileLockException inUse) {
                continue; // of this process, of another user, or just closed by its owner
            }
        }
    }

    private static Path folderOf(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    /// Deletes what it can: a file that stays is no reason to lose the work that it was for.
    @Override
    public void close() {
        delete(path);
        try (FileChannel closing = lock) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + LOCK));
        } catch (IOException stays) {
            path.toFile().deleteOnExit();
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException stays) {
            folder.toFile().deleteOnExit();
        }
    }
}
