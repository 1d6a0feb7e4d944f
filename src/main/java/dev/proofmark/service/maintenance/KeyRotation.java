package dev.proofmark.service.maintenance;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.artifacts.ArtifactUnreadableException;
import dev.proofmark.service.artifacts.AtRestKey;
import dev.proofmark.service.artifacts.FileArtifactStore;
import dev.proofmark.service.artifacts.SecretCipher;
import dev.proofmark.service.platform.Randomness;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Seals every secret under a new at-rest key and forgets the old one. **Requires** that no service runs, and room for every
/// sealed file once more.
final class KeyRotation {
    private final Site site;
    private final AtRestKey configuredFresh;
    private final Randomness randomness;
    private final PrintStream out;
    private final Consumer<String> steps;
    private final RotationJournal journal;

    /// @param configuredFresh the new key, or null where keys are files and a new one is made
    /// @param steps told of every step that is done, so that a test may stop the run there
    KeyRotation(Site site, AtRestKey configuredFresh, Randomness randomness, PrintStream out, Consumer<String> steps) throws IOException {
        this.site = site;
        this.configuredFresh = configuredFresh;
        this.randomness = randomness;
        this.out = out;
        this.steps = steps;
        this.journal = new RotationJournal(site.dataDir().resolve(AtRestKey.ROTATION));
    }

    int run() throws IOException, SQLException {
        try (Site.Open open = site.exclusive()) {
            Connection connection = open.connection();
            refuseWorkingNodes(connection);
            String known = Tables.keyCheck(connection);
            AtRestKey old = site.configured().orElseGet(() -> AtRestKey.inFile(site.keyFile(), randomness));
            if (journal.begun() && configuredFresh == null && Files.notExists(journal.keyFile()) && known.equals(old.checkValue())
                    && !journal.resealed().isEmpty()) {
                finish(); // the new key's file has taken its place already
                return 0;
            }
            journal.begin();
            steps.accept("begun");
            AtRestKey fresh = configuredFresh == null ? AtRestKey.inFile(journal.keyFile(), randomness) : configuredFresh;
            if (!known.equals(fresh.checkValue())) {
                if (!known.equals(old.checkValue())) {
                    throw new MaintenanceException("the current key does not open what is stored: give the key that this installation"
                            + " was last started with, and after an interrupted rotation the same new key as well");
                }
                replaceNames(connection, resealed(connection, old, fresh), fresh);
                steps.accept("committed");
            }
            if (configuredFresh == null) {
                Files.move(journal.keyFile(), site.keyFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                steps.accept("key in place");
            }
            finish();
        }
        return 0;
    }

    private static void refuseWorkingNodes(Connection connection) throws SQLException {
        List<List<String>> nodes = Tables.rows(connection, "select owner from worker_node where seen_until > clock_timestamp()");
        if (!nodes.isEmpty() && Tables.rows(connection, "select 1 from pg_stat_activity where datname = current_database()"
                + " and backend_type = 'client backend' and pid <> pg_backend_pid()").size() > 0) {
            throw new MaintenanceException("%d nodes work on this database: stop every node first".formatted(nodes.size()));
        }
    }

    /// Every sealed file that a row names, under its new name. Nothing that is in use is changed by this.
    private Map<ArtifactRef, ArtifactRef> resealed(Connection connection, AtRestKey old, AtRestKey fresh) throws IOException, SQLException {
        FileArtifactStore from = new FileArtifactStore(site.artifactDir(), new SecretCipher(old, randomness));
        FileArtifactStore to = new FileArtifactStore(site.artifactDir(), new SecretCipher(fresh, randomness));
        Map<ArtifactRef, ArtifactRef> names = new LinkedHashMap<>();
        Set<String> unreadable = new TreeSet<>();
        for (ArtifactRef ref : Tables.namedArtifacts(connection)) {
            if (ref.protection() != Protection.SEALED) {
                continue;
            }
            ArtifactRef done = journal.resealed().get(ref);
            try {
                if (done == null || !opens(to, done)) {
                    done = to.store(Protection.SEALED, from.load(ref));
                    journal.add(ref, done);
                    steps.accept("sealed");
                }
                names.put(ref, done);
            } catch (ArtifactUnreadableException e) {
                unreadable.add(e.getMessage());
            }
        }
        if (!unreadable.isEmpty()) {
            throw new MaintenanceException(
                    "the old key stays: these cannot be sealed again, restore them or delete their models and proofs: "
                            + String.join("; ", unreadable));
        }
        return names;
    }

    private static boolean opens(FileArtifactStore store, ArtifactRef ref) {
        try {
            store.load(ref);
            return true;
        } catch (ArtifactUnreadableException e) {
            return false;
        }
    }

    private static void replaceNames(Connection connection, Map<ArtifactRef, ArtifactRef> names, AtRestKey fresh) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table renamed (old text primary key, fresh text not null) on commit drop");
            try (PreparedStatement insert = connection.prepareStatement("insert into renamed values (?, ?)")) {
                for (Map.Entry<ArtifactRef, ArtifactRef> name : names.entrySet()) {
                    insert.setString(1, name.getKey().toString());
                    insert.setString(2, name.getValue().toString());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            for (Map.Entry<String, String> column : Tables.artifactColumns(connection)) {
                statement.executeUpdate("update %1$s set %2$s = renamed.fresh from renamed where %1$s.%2$s = renamed.old"
                        .formatted(Tables.quoted(column.getKey()), Tables.quoted(column.getValue())));
            }
            try (PreparedStatement update = connection.prepareStatement("update installation set secret_key_check = ?")) {
                update.setString(1, fresh.checkValue());
                update.executeUpdate();
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Removes what only the old key opens.
    private void finish() throws IOException {
        for (ArtifactRef old : journal.resealed().keySet()) {
            Files.deleteIfExists(old.below(site.artifactDir()));
            steps.accept("old file removed");
        }
        int count = journal.resealed().size();
        journal.end();
        out.printf("%d secrets are sealed under the new key%s%n", count, configuredFresh == null
                ? ", which is in " + site.keyFile() + ": keep a copy"
                : ": start every node with it as PROOFMARK_SECRET_KEY");
    }
}
