package dev.proofmark.service.maintenance;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.AtRestKey;
import dev.proofmark.service.platform.PrivateFiles;
import dev.proofmark.service.platform.Randomness;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/// Copies an installation, running or not, into an empty folder: rows and the files that they name, of one moment.
///
/// **Shape** of the folder: `database/TABLE` (PostgreSQL's COPY text), `artifacts/`, `secret.key` unless the settings hold the
/// key, `backup.properties`.
final class Backup {
    /// A file that this many snapshots in a row name and that is not there was not erased in between: it is damaged.
    private static final int SNAPSHOTS = 5;
    private static final long PAUSE_MILLIS = 200;

    private final Site site;
    private final Path folder;
    private final PrintStream out;
    private final Map<ArtifactRef, Integer> missed = new HashMap<>();
    private final Map<String, String> damaged = new TreeMap<>();

    Backup(Site site, Path folder, PrintStream out) {
        this.site = site;
        this.folder = folder.toAbsolutePath().normalize();
        this.out = out;
    }

    int run() throws IOException, SQLException {
        Places.demandEmpty(folder);
        PrivateFiles.folder(folder);
        try (Site.Open open = site.shared()) {
            Connection connection = open.connection();
            String check = checkedKey(connection);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            Set<ArtifactRef> named = Tables.namedArtifacts(connection);
            while (!copied(named)) {
                connection.rollback();
                Places.pause(PAUSE_MILLIS);
                named = Tables.namedArtifacts(connection);
            }
            Map<String, List<String>> tables = Tables.inOrder(connection);
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                dump(connection, table.getKey(), table.getValue());
            }
            removeOthers(named);
            if (site.configuredKey().isEmpty()) {
                PrivateFiles.replace(folder.resolve("secret.key"), Files.readAllBytes(site.keyFile()));
            }
            int kept = named.size() - damaged.size();
            new Manifest(Tables.schemaVersion(connection), check, String.join(",", tables.keySet()), kept).write(folder);
            out.printf("backed up %d tables and %d artefacts to %s%n", tables.size(), kept, folder);
            out.println(site.configuredKey().isEmpty()
                    ? "it holds the at-rest key (secret.key): guard it like the data folder itself"
                    : "it does not hold the at-rest key: keep PROOFMARK_SECRET_KEY, without it nothing sealed can be read");
        }
        damaged.forEach((ref, what) -> out.printf("NOT in the backup: artefact %s %s%n", ref, what));
        return damaged.isEmpty() ? 0 : 1;
    }

    /// A backup whose key opens nothing would be found out at the worst moment.
    private String checkedKey(Connection connection) throws SQLException {
        AtRestKey key = site.key();
        Tables.demandKey(connection, key);
        return key.checkValue();
    }

    /// Whether every file of this snapshot is there, or known to be damaged.
    private boolean copied(Set<ArtifactRef> named) throws IOException {
        boolean complete = true;
        missed.keySet().retainAll(named);
        for (ArtifactRef ref : named) {
            switch (ArtifactCopy.copy(ref, site.artifactDir(), folder.resolve("artifacts"))) {
                case COPIED, THERE -> missed.remove(ref);
                case CHANGED -> damaged.put(ref.toString(), "has changed on disk");
                case MISSING -> {
                    if (missed.merge(ref, 1, Integer::sum) >= SNAPSHOTS) {
                        damaged.put(ref.toString(), "is missing");
                    } else {
                        complete = false;
                    }
                }
            }
        }
        damaged.keySet().removeIf(ref -> !named.contains(ArtifactRef.parse(ref)));
        return complete;
    }

    private void dump(Connection connection, String table, List<String> columns) throws IOException, SQLException {
        Path file = PrivateFiles.folder(folder.resolve("database")).resolve(table);
        PrivateFiles.replace(file, new byte[0]);
        try (OutputStream rows = Files.newOutputStream(file)) {
            rows.write((String.join(",", columns) + "\n").getBytes(StandardCharsets.UTF_8));
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(
                    "copy %s (%s) to stdout".formatted(Tables.quoted(table), Places.list(columns)), rows);
        }
        PrivateFiles.sync(file);
    }

    /// Files of earlier snapshots that the last one does not name.
    private void removeOthers(Set<ArtifactRef> named) throws IOException {
        Path root = PrivateFiles.folder(folder.resolve("artifacts"));
        Set<Path> kept = new HashSet<>();
        named.forEach(ref -> kept.add(ref.below(root)));
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            if (!kept.contains(file)) {
                Files.delete(file);
            }
        }
    }
}
