package dev.proofmark.service.artifacts;

import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.errors.PassingFault;
import dev.proofmark.service.errors.Redacted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sealed files stored for rows that are still to be committed. Unless they are kept, closing erases them at once.
public final class ProvisionalArtifacts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProvisionalArtifacts.class);

    private final ArtifactStore artifacts;
    private final List<ArtifactRef> stored = new ArrayList<>();

    public ProvisionalArtifacts(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    public ArtifactRef seal(byte[] content) {
        ArtifactRef ref = artifacts.store(Protection.SEALED, content);
        stored.add(ref);
        return ref;
    }

    /// Keeps the files: rows name them, or may name them.
    public void keep() {
        stored.clear();
    }

    /// Commits the rows that name the files, and keeps the files if that succeeds. They are kept too where the connection
    /// broke, since the commit may have arrived; if it had not, the next sweep removes them.
    public <T> T commit(Supplier<T> transaction) {
        try {
            T result = transaction.get();
            keep();
            return result;
        } catch (RuntimeException e) {
            if (PassingFault.of(e).filter(fault -> fault == PassingFault.DATABASE).isPresent()) {
                keep();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        for (ArtifactRef ref : stored) {
            try {
                artifacts.erase(ref);
            } catch (RuntimeException e) {
                LOG.warn("The artefact {} is left to the next sweep", ref, Redacted.of(e));
            }
        }
        stored.clear();
    }
}
