package dev.proofmark.service.maintenance;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.AtRestKey;
import dev.proofmark.service.database.DatabaseAddress;
import dev.proofmark.service.database.EmbeddedDatabase;
import dev.proofmark.service.platform.PrivateFiles;
import dev.proofmark.service.platform.Randomness;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/// Makes an installation out of a backup, in an empty data folder, an empty artefact folder and an empty database. Rows come
/// last and in one transaction: an installation that was not restored to its end has none.
final class Restore {
    private final Site site;
    private final Path folder;
    private final PrintStream out;

    Restore(Site site, Path folder, PrintStream out) {
        this.site = site;
        this.folder = folder.toAbsolutePath().normalize();
        this.out = out;
    }

    int run() throws IOException, SQLException {
        Manifest manifest = Manifest.read(folder);
        Places.demandEmpty(site.dataDir());
        Places.demandEmpty(site.artifactDir());
        AtRestKey key = key();
        if (!key.checkValue().equals(manifest.keyCheck())) {
            throw new MaintenanceException(
                    "the at-rest key " + (site.configuredKey().isPresent() ? "in PROOFMARK_SECRET_KEY" : "of the backup")
                            + " does not open this backup: give the key of the installation that it was made from");
        }
        try (Site.Open open = site.exclusive()) {
            Connection connection = open.connection();
            if (!Tables.empty(connection)) {
                throw new MaintenanceException("the database is not empty: give an empty one");
            }
            migrate(open.server().map(EmbeddedDatabase::address).or(site::external).orElseThrow(), manifest.schemaVersion());
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // some hold rows from the first day, which the backup has too
                statement.execute("truncate " + Places.list(List.of(manifest.tables().split(","))));
            }
            for (String table : manifest.tables().split(",")) {
                load(connection, table);
            }
            int artifacts = artifacts(connection, manifest);
            if (site.configuredKey().isEmpty()) {
                PrivateFiles.replace(site.keyFile(), Files.readAllBytes(folder.resolve("secret.key")));
            }
            connection.commit();
            out.printf("restored %d tables and %d artefacts; start the service%n", manifest.tables().split(",").length, artifacts);
        }
        return 0;
    }

    private AtRestKey key() {
        if (site.configuredKey().isPresent()) {
            return site.configured().orElseThrow();
        }
        if (Files.notExists(folder.resolve("secret.key"))) {
            throw new MaintenanceException("the backup holds no key: give the one of its installation as PROOFMARK_SECRET_KEY");
        }
        return AtRestKey.inFile(folder.resolve("secret.key"), new Randomness());
    }

    private static void migrate(DatabaseAddress database, String version) {
        Flyway.configure().dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/migration").target(version).load().migrate();
    }

    private void load(Connection connection, String table) throws IOException, SQLException {
        try (InputStream rows = new BufferedInputStream(Files.newInputStream(folder.resolve("database").resolve(table)))) {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            for (int next = rows.read(); next != '\n' && next >= 0; next = rows.read()) {
                header.write(next);
            }
            List<String> columns = List.of(header.toString(StandardCharsets.UTF_8).split(","));
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(
                    "copy %s (%s) from stdin".formatted(Tables.quoted(table), Places.list(columns)), rows);
        }
        for (List<String> column : Tables.rows(connection, """
                select column_name from information_schema.columns
                where table_schema = current_schema() and table_name = '%s' and is_identity = 'YES'""".formatted(table))) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select setval(pg_get_serial_sequence('%1$s', '%2$s'), coalesce(max(%2$s), 0) + 1, false) from %1$s"
                        .formatted(table, column.getFirst()));
            }
        }
    }

    /// What the backup lacked is lacking here too; what it has must be what it was.
    private int artifacts(Connection connection, Manifest manifest) throws IOException, SQLException {
        int copied = 0;
        for (ArtifactRef ref : Tables.namedArtifacts(connection)) {
            switch (ArtifactCopy.copy(ref, folder.resolve("artifacts"), site.artifactDir())) {
                case COPIED, THERE -> copied++;
                case MISSING -> out.printf("NOT in the backup: artefact %s%n", ref);
                case CHANGED -> throw new MaintenanceException("the backup is damaged: artefact " + ref + " has changed");
            }
        }
        if (copied != manifest.artifacts()) {
            throw new MaintenanceException("the backup is damaged: it should hold %d artefacts, it holds %d"
                    .formatted(manifest.artifacts(), copied));
        }
        return copied;
    }
}
