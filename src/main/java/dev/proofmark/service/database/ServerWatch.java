package dev.proofmark.service.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts a database server again that has ended though nobody stopped it, at the same port.
///
/// A few tries with growing pauses, since what a killed server leaves (its children, its shared memory) takes a moment to
/// go. After the last one the owner is told, who cannot work without it.
final class ServerWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);
    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final PostgresServer server;
    private final Path cluster;
    private final int port;
    private final Runnable giveUp;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private ServerWatch(PostgresServer server, Path cluster, int port, Runnable giveUp) {
        this.server = server;
        this.cluster = cluster;
        this.port = port;
        this.giveUp = giveUp;
        this.thread = Thread.ofPlatform().name("database-watch").daemon().unstarted(this::watch);
    }

    static ServerWatch start(PostgresServer server, Path cluster, int port, Runnable giveUp) {
        ServerWatch watch = new ServerWatch(server, cluster, port, giveUp);
        watch.thread.start();
        return watch;
    }

    /// Ends the watch; returns when no start is under way.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!closed(LOOK)) {
            if (!runs() && !startAgain()) {
                if (closing.getCount() > 0) {
                    giveUp.run();
                }
                return;
            }
        }
    }

    private boolean startAgain() {
        LOG.error("The database server in {} has ended by itself; it is started again", cluster);
        Duration pause = FIRST_PAUSE;
        for (int left = TRIES; left > 0; left--) {
            if (closed(pause)) {
                return false;
            }
            pause = pause.multipliedBy(2);
            try {
                server.start(cluster, port);
                LOG.warn("The database server in {} runs again", cluster);
                return true;
            } catch (IOException e) {
                LOG.error("The database server does not start; {} tries are left", left - 1, e);
            }
        }
        return false;
    }

    private boolean runs() {
        try {
            Optional<ProcessHandle> process = server.process(cluster).filter(ProcessHandle::isAlive);
            return process.isPresent() && !defunct(process.get().pid());
        } catch (IOException e) {
            LOG.warn("Cannot see whether the database server in {} runs", cluster, e);
            return true;
        }
    }

    /// Whether nothing of the process is left but its number, which nobody collects where this service is process 1.
    private static boolean defunct(long pid) throws IOException {
        Path file = Path.of("/proc", String.valueOf(pid), "stat");
        if (!Files.exists(file)) {
            return false;
        }
        String stat = Files.readString(file);
        return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    }

    private boolean closed(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("Interrupted while watching the database server", e);
            return false;
        }
    }
}
