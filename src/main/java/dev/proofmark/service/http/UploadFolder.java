package dev.proofmark.service.http;

import dev.proofmark.service.platform.FolderRemoval;
import dev.proofmark.service.platform.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Where the parts of a request in progress lie, in clear, until the request ends.
///
/// Every process has a folder of its own there and holds its lock file. What a killed process left behind is a folder
/// whose lock is free, and the next start of any node removes it.
final class UploadFolder implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path folder;
    private final FileChannel lock;

    private UploadFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static UploadFolder open(Path parent) {
        try {
            PrivateFiles.folder(parent);
            removeLeftBehind(parent);
            String name = UUID.randomUUID().toString();
            FileChannel lock = FileChannel.open(
                    parent.resolve(name + LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            return new UploadFolder(PrivateFiles.folder(parent.resolve(name)), lock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for uploads in " + parent, e);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        FolderRemoval.remove(folder);
        Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + LOCK));
        lock.close();
    }

    private static void removeLeftBehind(Path parent) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(parent)) {
            locks = files.filter(file -> file.getFileName().toString().endsWith(LOCK)).toList();
        }
        for (Path file : locks) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                if (free != null) {
                    String name = file.getFileName().toString();
                    FolderRemoval.remove(file.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                    Files.deleteIfExists(file);
                }
            } catch (OverlappingFileLockException | java.nio.file.NoSuchFileException e) {
                continue; // another service of this process holds it, or its owner has just closed it
            }
        }
    }
}
