package dev.proofmark.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.proofmark.service.platform.Randomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private final Randomness randomness = new Randomness();

    private static final Runnable STAYS = () -> {
        throw new AssertionError("the server does not start again");
    };

    @TempDir
    private Path folder;

    private static String value(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void itIsDurableProtectedOwnedAndSurvivesAKilledOwner() throws Exception {
        long postmaster;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, randomness, STAYS)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(value(database, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(value(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value(database, "show server_version")).startsWith("18");
            for (String wrong : List.of("", "postgres", database.password().substring(1))) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.user(), wrong))
                        .isInstanceOf(SQLException.class);
            }
            assertThat(value(database, "select rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolname = 'postgres'"))
                    .isEqualTo("t");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password")))).isEqualTo("rw-------");
            run(database, "create table kept (n int)");
            run(database, "insert into kept values (42)");

            assertThatThrownBy(() -> EmbeddedDatabase.start(folder, randomness, STAYS))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("another process");
            assertThat(value(database, "select n from kept")).isEqualTo("42");
            postmaster = postmaster();
        }
        ProcessHandle.of(postmaster).ifPresent(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofMinutes(5)));

        // what kill -9 of the owner leaves: a running server whose folder's lock is free
        Process leftBehind = startServerByHand();
        long pid = awaitPostmaster(leftBehind);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, randomness, STAYS)) {
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).as("the left-behind server").isEmpty();
            assertThat(value(database, "select n from kept")).isEqualTo("42");
        } finally {
            leftBehind.destroy();
        }

        Files.writeString(folder.resolve("cluster").resolve("PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedDatabase.start(folder, randomness, STAYS))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("PostgreSQL 17").hasMessageContaining("18");
        Files.writeString(folder.resolve("cluster").resolve("PG_VERSION"), "18\n");
        Files.delete(folder.resolve("password"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(folder, randomness, STAYS))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("password");
    }

    @Test
    void rootRunsItAsNobodyWhereNamespacesAreBlockedAndGoesBackWhereTheyAreNot() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "skipped: only root needs another account");
        List<ServerAccount> blocked = List.of(new ServerAccount(List.of("unshare", "--no-such-option"), 0),
                new ServerAccount(List.of("no-such-command"), 0), ServerAccount.UNPRIVILEGED);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, randomness, blocked, STAYS)) {
            run(database, "create table kept (n int)");
            run(database, "insert into kept values (42)");
            assertThat(Files.getAttribute(folder.resolve("cluster"), "unix:uid")).isEqualTo(ServerAccount.UNPRIVILEGED.uid());
            assertThat(ProcessHandle.of(postmaster()).orElseThrow().info().user()).hasValue("nobody");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, randomness, STAYS)) {
            assertThat(value(database, "select n from kept")).isEqualTo("42");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, randomness, blocked, STAYS)) {
            assertThat(value(database, "select n from kept")).isEqualTo("42");
        }
        assertThatThrownBy(() -> EmbeddedDatabase.start(folder, randomness, blocked.subList(0, 2), STAYS))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("unshare").hasMessageContaining("setpriv");
    }

    @Test
    void aProcessThatIsNoServerIsNeverSignalled() throws Exception {
        Path cluster = Files.createDirectories(folder.resolve("cluster"));
        Process innocent = new ProcessBuilder("sleep", "3600").start();
        try {
            Files.writeString(cluster.resolve("postmaster.pid"), innocent.pid() + "\n" + cluster + "\n");
            StalePostmaster.stop(cluster);
            assertThat(innocent.isAlive()).isTrue();
            Files.writeString(cluster.resolve("postmaster.pid"), "nonsense\n");
            StalePostmaster.stop(cluster);
        } finally {
            innocent.destroy();
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("cluster").resolve("postmaster.pid")).getFirst().strip());
    }

    private Process startServerByHand() throws IOException {
        String binary;
        try (var files = Files.find(folder.resolve("binaries"), 4, (file, attributes) -> file.endsWith(Path.of("bin", "postgres")))) {
            binary = files.findFirst().orElseThrow().toString();
        }
        List<String> command = new java.util.ArrayList<>();
        command.addAll(ServerAccount.choose(folder, ServerAccount.OF_ROOT).prefix());
        command.addAll(List.of(binary, "-D", folder.resolve("cluster").toString(), "-p", "54321", "-c", "listen_addresses=",
                "-c", "unix_socket_directories=" + folder.toAbsolutePath()));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private long awaitPostmaster(Process server) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        Path file = folder.resolve("cluster").resolve("postmaster.pid");
        while (System.nanoTime() < deadline && server.isAlive()) {
            if (Files.exists(file) && Files.readAllLines(file).stream().anyMatch(line -> line.strip().equals("ready"))) {
                return postmaster();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the server by hand did not start");
    }
}
