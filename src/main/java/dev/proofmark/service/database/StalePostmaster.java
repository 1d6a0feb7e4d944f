package dev.proofmark.service.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A database server that outlived the process which started it.
///
/// `kill -9` of that process leaves the server running, and the next start would wait for its lock in vain. The server
/// is stopped only if all of this holds: `postmaster.pid` names it and names this very folder, and the process of that
/// id is a `postgres`. A reused process id therefore is never signalled.
final class StalePostmaster {
    private static final Logger LOG = LoggerFactory.getLogger(StalePostmaster.class);
    private static final int PATIENCE_SECONDS = 30;

    private StalePostmaster() {}

    /// **Requires** that the caller owns the folder (holds its lock).
    static void stop(Path cluster) throws IOException {
        Optional<ProcessHandle> stale = find(cluster);
        if (stale.isEmpty()) {
            return;
        }
        LOG.warn("Stopping the database server {} left behind in {} by a killed process", stale.get().pid(), cluster);
        stale.get().destroy();
        try {
            stale.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a left-behind database server stops", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the left-behind database server %d does not stop within %d s"
                    .formatted(stale.get().pid(), PATIENCE_SECONDS), e);
        }
    }

    private static Optional<ProcessHandle> find(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2 || !lines.get(0).strip().matches("\\d{1,9}") || !sameFolder(lines.get(1).strip(), cluster)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().map(StalePostmaster::isServer).orElse(false));
    }

    private static boolean isServer(String command) {
        return Path.of(command).getFileName().toString().equals("postgres");
    }

    private static boolean sameFolder(String named, Path cluster) throws IOException {
        Path other = Path.of(named);
        return Files.exists(other) && Files.isSameFile(other, cluster);
    }
}
