package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.errors.Redacted;
import dev.proofmark.service.platform.FatalErrors;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Removes files that no row names: results of runs that lost their lease, uploads whose transaction failed,
/// files of removed proofs. A grace, a day as shipped, keeps files whose rows are still to come: it must be longer than the database
/// may be away, since a result waits for it.
@Component
@EnableScheduling
class ArtifactSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactSweep.class);
    private final ArtifactStore artifacts;
    private final ArtifactNames names;
    private final Duration grace;

    ArtifactSweep(ArtifactStore artifacts, ArtifactNames names, @Value("${proofmark.sweep.grace}") Duration grace) {
        this.artifacts = artifacts;
        this.names = names;
        this.grace = grace;
    }

    @Scheduled(initialDelayString = "${proofmark.sweep.first}", fixedDelayString = "${proofmark.sweep.every}")
    void round() {
        try {
            sweep();
        } catch (Throwable e) {
            FatalErrors.endIfFatal(e);
            LOG.error("The sweep of artefacts was not finished; it is tried again", Redacted.of(e));
        }
    }

    void sweep() {
        int removed = artifacts.sweep(grace, this::named);
        if (removed > 0) {
            LOG.info("Removed {} artefacts that nothing names", removed);
        }
    }

    Set<ArtifactRef> named() {
        Set<ArtifactRef> named = new HashSet<>();
        names.forEach(artifact -> named.add(artifact.ref()));
        return named;
    }
}
