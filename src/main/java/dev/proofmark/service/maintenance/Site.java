package dev.proofmark.service.maintenance;

import dev.proofmark.service.artifacts.AtRestKey;
import dev.proofmark.service.database.DatabaseAddress;
import dev.proofmark.service.database.EmbeddedDatabase;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.core.env.Environment;

/// Where an installation keeps what it has.
///
/// @param external the database that the settings name; empty for the embedded one
/// @param configuredKey the at-rest key that the settings hold; empty where it is in `keyFile`
record Site(Path dataDir, Path artifactDir, Optional<DatabaseAddress> external, Optional<String> configuredKey) {
    static Site of(ProofmarkProperties properties, Environment environment) {
        Optional<DatabaseAddress> external = Optional.ofNullable(environment.getProperty("spring.datasource.url"))
                .map(url -> new DatabaseAddress(url, environment.getProperty("spring.datasource.username", ""),
                        environment.getProperty("spring.datasource.password", "")));
        return new Site(properties.dataDir(), properties.artifactDir(), external,
                Optional.of(properties.secretKey()).filter(key -> !key.isBlank()));
    }

    Path keyFile() {
        return dataDir.resolve("secret.key");
    }

    Path databaseFolder() {
        return dataDir.resolve("postgres");
    }

    Optional<AtRestKey> configured() {
        return configuredKey.map(AtRestKey::configured);
    }

    /// The at-rest key, wherever it is.
    AtRestKey key() {
        if (configuredKey.isEmpty() && Files.notExists(keyFile())) {
            throw new MaintenanceException("there is no at-rest key: " + keyFile() + " is missing, and PROOFMARK_SECRET_KEY is not set");
        }
        return configured().orElseGet(() -> AtRestKey.inFile(keyFile(), new Randomness()));
    }

    /// A connection, and with it the embedded server where this process had to start one.
    record Open(Connection connection, Optional<EmbeddedDatabase> server) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            try {
                connection.close();
            } finally {
                server.ifPresent(EmbeddedDatabase::close);
            }
        }
    }

    /// To the database wherever it runs: the service may go on.
    Open shared() throws IOException, SQLException {
        if (external.isPresent()) {
            return new Open(external.get().connect(), Optional.empty());
        }
        Optional<DatabaseAddress> running = DatabaseAddress.ofRunning(databaseFolder());
        if (running.isPresent()) {
            try {
                return new Open(running.get().connect(), Optional.empty());
            } catch (SQLException stopped) {
                return exclusive(); // left behind by a killed service, or stopped in between
            }
        }
        return exclusive();
    }

    /// To a database that no service uses. The embedded one's lock tells; of an external one only working nodes can be seen.
    Open exclusive() throws IOException, SQLException {
        if (external.isEmpty()) {
            EmbeddedDatabase server = EmbeddedDatabase.start(databaseFolder(), new Randomness(), () -> {}); // a command fails by its next query
            try {
                return new Open(server.address().connect(), Optional.of(server));
            } catch (SQLException e) {
                server.close();
                throw e;
            }
        }
        return new Open(external.get().connect(), Optional.empty());
    }
}
