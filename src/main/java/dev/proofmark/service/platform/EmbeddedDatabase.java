package dev.proofmark.service.platform;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL in a folder of its own, started and stopped with this process.
///
/// **Shape** of the folder: `binaries/` (unpacked server), `cluster/` (the data), `password` (mode 0600), `lock`.
/// **Invariants.** Durable: fsync, synchronous commits and full page writes are on. Reachable from this machine only, by
/// password (SCRAM) only. One process owns the folder: it holds the lock file for as long as it lives, so a server found
/// running inside a folder whose lock was free is a leftover of a killed process and is stopped before the start.
/// **Errors**: another owner, or a cluster written by another major version, is told clearly and nothing is touched.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";
    private static final String MAJOR_VERSION = "18";

    private final FileChannel lockChannel;
    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(FileChannel lockChannel, EmbeddedPostgres server, String password) {
        this.lockChannel = lockChannel;
        this.server = server;
        this.password = password;
    }

    /// Starts the server of `folder`, which is made at the first start.
    public static EmbeddedDatabase start(Path folder, Randomness randomness) {
        refuseRootWithoutNamespaces();
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
            return first ? initialise(home, cluster, lock, randomness) : resume(home, cluster, lock);
        } catch (IOException e) {
            closeQuietly(lock);
            throw new UncheckedIOException("cannot start the embedded PostgreSQL in " + home, e);
        } catch (RuntimeException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop cleanly; it recovers at the next start", e);
        } finally {
            closeQuietly(lockChannel);
        }
    }

    /// The first start happens in a folder beside the final one and gets its password before it listens, so there is no
    /// moment at which a login without password succeeds, and a half-made cluster is never taken for a finished one.
    private static EmbeddedDatabase initialise(Path home, Path cluster, FileChannel lock, Randomness randomness)
            throws IOException {
        Path fresh = home.resolve("cluster.new");
        StalePostmaster.stop(fresh);
        FolderRemoval.remove(fresh);
        String password = HexFormat.of().formatHex(randomness.bytes(24));
        server(home, fresh)
                .setConnectConfig("password", password)
                .setDataDirectoryCustomizer(made -> FirstPassword.set(home.resolve("binaries"), made.toPath(), password))
                .start()
                .close();
        PrivateFiles.replace(home.resolve("password"), password.getBytes(StandardCharsets.US_ASCII));
        Files.move(fresh, cluster);
        return resume(home, cluster, lock);
    }

    private static EmbeddedDatabase resume(Path home, Path cluster, FileChannel lock) throws IOException {
        String password = Files.readString(home.resolve("password")).strip();
        EmbeddedPostgres server = server(home, cluster).setConnectConfig("password", password).start();
        return new EmbeddedDatabase(lock, server, password);
    }

    private static EmbeddedPostgres.Builder server(Path home, Path cluster) {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(PrivateFiles.folder(home.resolve("binaries")).toFile())
                .setPgBinaryResolver(new OwnBinaries())
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // its owner stops it, after everything that still writes
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "64")
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    /// An identity of its own per start: the library unpacks once per resolver, and must unpack into this folder.
    private static final class OwnBinaries implements PgBinaryResolver {
        @Override
        public InputStream getPgBinary(String system, String machine) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        }
    }

    private static FileChannel own(Path home) {
        Path file = home.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new IllegalStateException(
                        ("another process runs the embedded database in %s: stop it, choose another data folder, or give"
                                + " both nodes one database by spring.datasource.url").formatted(home));
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

    /// The server does not run as root; a user namespace makes it somebody else, where the system lets it.
    private static void refuseRootWithoutNamespaces() {
        if (System.getProperty("user.name").equals("root") && !LinuxUtils.isUnshareAvailable()) {
            throw new IllegalStateException("the embedded PostgreSQL cannot run as root here, because this system gives root"
                    + " no user namespaces: start as another user, or name a database by spring.datasource.url");
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
