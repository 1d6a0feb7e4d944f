package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactStore;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Removes files that no row names: results of runs that lost their lease, uploads whose transaction failed,
/// files of removed proofs. A day's grace keeps files whose rows are still to come.
@Component
@EnableScheduling
class ArtifactSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactSweep.class);
    private static final Duration GRACE = Duration.ofDays(1);

    private final ArtifactStore artifacts;
    private final JdbcClient database;

    ArtifactSweep(ArtifactStore artifacts, JdbcClient database) {
        this.artifacts = artifacts;
        this.database = database;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    void sweep() {
        int removed = artifacts.sweep(GRACE, this::named);
        if (removed > 0) {
            LOG.info("Removed {} artefacts that nothing names", removed);
        }
    }

    Set<ArtifactRef> named() {
        return database.sql("""
                        select plan_artifact from model where plan_artifact is not null
                        union select proving_key_artifact from model where proving_key_artifact is not null
                        union select verification_key_artifact from model where verification_key_artifact is not null
                        union select artifact from model_file
                        union select input_artifact from proof where input_artifact is not null
                        union select outputs_artifact from proof where outputs_artifact is not null
                        union select statement_artifact from proof where statement_artifact is not null
                        union select proof_artifact from proof where proof_artifact is not null""")
                .query(String.class)
                .list()
                .stream()
                .map(ArtifactRef::parse)
                .collect(Collectors.toSet());
    }
}
