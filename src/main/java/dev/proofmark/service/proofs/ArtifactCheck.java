package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.artifacts.ArtifactUnreadableException;
import dev.proofmark.service.artifacts.NamedArtifact;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Reads every artefact that a row names, and lists every file that none does.
@Component
class ArtifactCheck {
    private final ArtifactStore artifacts;
    private final ArtifactNames names;

    ArtifactCheck(ArtifactStore artifacts, ArtifactNames names) {
        this.artifacts = artifacts;
        this.names = names;
    }

    /// What was found. Orphaned files may be those of rows still to come; they do no harm, and the sweep takes them.
    record Result(long checked, long missing, long damaged, long orphaned) {
        boolean good() {
            return missing == 0 && damaged == 0;
        }
    }

    /// @param line takes one line for every artefact that is missing or damaged and every orphaned file
    Result run(Consumer<String> line) {
        Set<ArtifactRef> files = artifacts.all();
        Set<ArtifactRef> named = new HashSet<>();
        long[] counts = new long[2];
        names.forEach(artifact -> {
            named.add(artifact.ref());
            check(artifact, line, counts);
        });
        files.removeAll(named);
        files.forEach(ref -> line.accept("orphaned  " + ref + "  no row names it"));
        return new Result(named.size(), counts[0], counts[1], files.size());
    }

    private void check(NamedArtifact artifact, Consumer<String> line, long[] counts) {
        boolean present = artifacts.present(artifact.ref());
        try {
            artifacts.load(artifact.ref());
        } catch (ArtifactUnreadableException e) {
            counts[present ? 1 : 0]++;
            line.accept("%s  %s  %s of %s: %s".formatted(present ? "damaged " : "missing ", artifact.ref(), artifact.kind(),
                    artifact.id(), e.what()));
        }
    }
}
