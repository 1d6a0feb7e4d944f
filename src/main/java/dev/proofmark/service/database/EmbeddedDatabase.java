package dev.proofmark.service.database;

import dev.proofmark.service.platform.FolderRemoval;
import dev.proofmark.service.platform.PrivateFiles;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.platform.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL in a folder of its own, started and stopped with this process.
///
/// **Shape** of the folder: `binaries/` (unpacked server), `cluster/` (the data), `password` (mode 0600), `lock`.
/// **Invariants.** Durable: fsync, synchronous commits and full page writes are on. Reachable from this machine only, by
/// password (SCRAM) only. One process owns the folder: it holds the lock file for as long as it lives, so a server found
/// running inside a folder whose lock was free is a leftover of a killed process and is stopped before the start.
/// A server that ends by itself is started again ([ServerWatch]).
/// **Errors**: another owner, or a cluster written by another major version, is told clearly and nothing is touched.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";
    private static final String MAJOR_VERSION = "18";

    private final FileChannel lockChannel;
    private final PostgresServer server;
    private final ServerWatch watch;
    private final Path cluster;
    private final int port;
    private final String password;

    private EmbeddedDatabase(FileChannel lockChannel, PostgresServer server, ServerWatch watch, Path cluster, int port,
            String password) {
        this.lockChannel = lockChannel;
        this.server = server;
        this.watch = watch;
        this.cluster = cluster;
        this.port = port;
        this.password = password;
    }

    /// Starts the server of `folder`, which is made at the first start.
    ///
    /// @param giveUp called when the server has ended and does not start again
    public static EmbeddedDatabase start(Path folder, Randomness randomness, Runnable giveUp) {
        return start(folder, randomness, ServerAccount.OF_ROOT, giveUp);
    }

    /// @param ways in which root may run the server
    public static EmbeddedDatabase start(Path folder, Randomness randomness, List<ServerAccount> ways, Runnable giveUp) {
        Path home = PrivateFiles.folder(folder);
        FileChannel lock = own(home);
        try {
            Path cluster = home.resolve("cluster");
            refuseOtherVersions(cluster);
            StalePostmaster.stop(cluster);
            boolean first = !Files.exists(cluster);
            if (!first && !Files.exists(home.resolve("password"))) {
                throw new IllegalStateException(
                        "%s holds a database without its password file: restore %s or remove the folder"
                                .formatted(cluster, home.resolve("password")));
            }
            PostgresServer server = new PostgresServer(
                    ServerAccount.choose(home, ways), ServerBinaries.in(home.resolve("binaries")));
            if (first) {
                initialise(server, home, cluster, randomness);
            }
            String password = Files.readString(home.resolve("password")).strip();
            int port = PostgresServer.freePort();
            server.start(cluster, port);
            ServerWatch watch = ServerWatch.start(server, cluster, port, giveUp);
            return new EmbeddedDatabase(lock, server, watch, cluster, port, password);
        } catch (IOException e) {
            closeQuietly(lock);
            throw new UncheckedIOException("cannot start the embedded PostgreSQL in " + home, e);
        } catch (RuntimeException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    static DatabaseAddress address(int port, String password) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), USER, password);
    }

    public DatabaseAddress address() {
        return address(port, password);
    }

    public String jdbcUrl() {
        return address().jdbcUrl();
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    @Override
    public void close() {
        watch.close();
        try {
            server.stop(cluster);
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop cleanly; it recovers at the next start", e);
        } finally {
            closeQuietly(lockChannel);
        }
    }

    /// The cluster is made in a folder beside the final one, so that a half-made one is never taken for a finished one.
    private static void initialise(PostgresServer server, Path home, Path cluster, Randomness randomness) throws IOException {
        Path fresh = home.resolve("cluster.new");
        StalePostmaster.stop(fresh);
        FolderRemoval.remove(fresh);
        byte[] password = HexFormat.of().formatHex(randomness.bytes(24)).getBytes(StandardCharsets.US_ASCII);
        Path file = home.resolve("password.new");
        PrivateFiles.replace(file, password);
        server.initialise(fresh, file, USER);
        Files.delete(file);
        PrivateFiles.replace(home.resolve("password"), password);
        Files.move(fresh, cluster);
    }

    private static FileChannel own(Path home) {
        Path file = home.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartRefusedException("another process runs the embedded database in " + home,
                        "Stop it, choose another data folder (PROOFMARK_DATA_DIR), or give both nodes one database (SPRING_DATASOURCE_URL).");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void refuseOtherVersions(Path cluster) throws IOException {
        Path file = cluster.resolve("PG_VERSION");
        if (Files.exists(file)) {
            String found = Files.readString(file).strip();
            if (!found.equals(MAJOR_VERSION)) {
                throw new IllegalStateException(
                        ("%s was written by PostgreSQL %s, this release runs PostgreSQL %s: dump it with the release that"
                                + " wrote it and restore the dump into a new data folder")
                                .formatted(cluster, found, MAJOR_VERSION));
            }
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Lock file did not close", e);
        }
    }
}
