package dev.proofmark.service.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/// Files and folders that only this user may read, written so that a crash leaves the old state or the new one.
public final class PrivateFiles {
    private static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private PrivateFiles() {}

    /// Makes `folder` and its missing parents, mode 0700; existing folders keep their mode.
    public static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder.toAbsolutePath().normalize(), OWNER_ONLY_FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder, e);
        }
    }

    /// Replaces `target` by `content` in one step.
    public static void replace(Path target, byte[] content) throws IOException {
        Path aside = writeAside(target, content);
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            removeAfter(e, aside);
            throw e;
        }
        sync(target.getParent());
    }

    /// Makes `target` with `content` unless somebody else made it first; tells whether it was made here.
    public static boolean createOnce(Path target, byte[] content) throws IOException {
        Path aside = writeAside(target, content);
        try {
            Files.createLink(target, aside);
            sync(target.getParent());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static Path writeAside(Path target, byte[] content) throws IOException {
        Path aside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY_FILE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            removeAfter(e, aside);
            throw e;
        }
        return aside;
    }

    /// What a full disk leaves of a file would keep it full.
    private static void removeAfter(Exception failure, Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /// Makes what was written to a file, or the names in a folder, survive a crash.
    public static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
