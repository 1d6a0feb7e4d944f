package dev.proofmark.service.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// One PostgreSQL server for the whole test run; every user takes a database of its own in it.
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestDatabase() {}

    /// The JDBC address of a new, empty database; user `postgres`, no password.
    public static synchronized String fresh() {
        try {
            if (server == null) {
                Path home = Files.createDirectories(Path.of("target", "test-postgres"));
                server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(home.toFile())
                        .setServerConfig("max_connections", "200")
                        .start();
            }
            String name = "test_" + COUNT.incrementAndGet();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
