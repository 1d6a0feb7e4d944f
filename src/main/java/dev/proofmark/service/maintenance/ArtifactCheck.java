package dev.proofmark.service.maintenance;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactUnreadableException;
import dev.proofmark.service.artifacts.AtRestKey;
import dev.proofmark.service.artifacts.FileArtifactStore;
import dev.proofmark.service.artifacts.NamedArtifact;
import dev.proofmark.service.artifacts.SecretCipher;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.proofs.ArtifactNames;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Reads every artefact that a row names, and lists every file that none does.
///
/// A file that cannot be read and that no row names any more at the end was erased meanwhile: it is not told. Orphaned files may be
/// those of rows still to come; they do no harm, and the sweep takes them after a day.
final class ArtifactCheck {
    private final Site site;
    private final PrintStream out;

    ArtifactCheck(Site site, PrintStream out) {
        this.site = site;
        this.out = out;
    }

    int run() throws IOException, SQLException {
        try (Site.Open open = site.shared()) {
            AtRestKey key = site.key();
            Tables.demandKey(open.connection(), key);
            ArtifactNames names = new ArtifactNames(JdbcClient.create(new SingleConnectionDataSource(open.connection(), true)));
            return run(new FileArtifactStore(site.artifactDir(), new SecretCipher(key, new Randomness())), names);
        }
    }

    private int run(FileArtifactStore artifacts, ArtifactNames names) {
        Set<ArtifactRef> orphaned = artifacts.all();
        Set<ArtifactRef> named = new HashSet<>();
        Map<NamedArtifact, String> unreadable = new LinkedHashMap<>();
        names.forEach(artifact -> {
            named.add(artifact.ref());
            try {
                artifacts.load(artifact.ref());
            } catch (ArtifactUnreadableException e) {
                unreadable.put(artifact, e.what());
            }
        });
        Set<NamedArtifact> still = new HashSet<>();
        names.forEach(artifact -> {
            orphaned.remove(artifact.ref());
            still.add(artifact);
        });
        unreadable.keySet().retainAll(still);
        orphaned.removeAll(named);
        unreadable.forEach((artifact, what) -> out.printf("%s  %s  %s of %s: %s%n",
                artifacts.present(artifact.ref()) ? "damaged " : "missing ", artifact.ref(), artifact.kind(), artifact.id(), what));
        orphaned.forEach(ref -> out.printf("orphaned  %s  no row names it%n", ref));
        out.printf("%d artefacts checked: %d cannot be read; %d files are orphaned%n", named.size(), unreadable.size(), orphaned.size());
        return unreadable.isEmpty() ? 0 : 1;
    }
}
