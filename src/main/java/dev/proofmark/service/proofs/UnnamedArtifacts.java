package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.artifacts.ArtifactStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Removes a file with the last row that names it.
///
/// Equal bytes are one open artefact, so a row may name the file of another row that is just being removed. Both sides take
/// a lock of the file's name, to the end of their transactions: who names it finds the file or stores it again, and who
/// removes it sees every row that names it.
@Component
class UnnamedArtifacts {
    private final ArtifactStore artifacts;
    private final JdbcClient database;

    UnnamedArtifacts(ArtifactStore artifacts, JdbcClient database) {
        this.artifacts = artifacts;
        this.database = database;
    }

    /// Makes sure that an open artefact is there which a row of the caller's transaction is about to name.
    void name(ArtifactRef ref, byte[] content) {
        database.sql("select 1 from (select pg_advisory_xact_lock_shared(hashtextextended(?, 0))) locked")
                .param(ref.toString())
                .query(Integer.class)
                .single();
        if (!artifacts.present(ref)) {
            artifacts.store(Protection.OPEN, content);
        }
    }

    /// Removes an artefact unless a row names it. **Requires** that the row which did is gone.
    @Transactional
    public void erase(ArtifactRef ref) {
        database.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) locked")
                .param(ref.toString())
                .query(Integer.class)
                .single();
        boolean named = database.sql("""
                        select exists (select 1 from proof where statement_artifact = :ref)
                            or exists (select 1 from proof where proof_artifact = :ref)
                            or exists (select 1 from model where verification_key_artifact = :ref)
                            or exists (select 1 from earlier_key where artifact = :ref)""")
                .param("ref", ref.toString())
                .query(Boolean.class)
                .single();
        if (!named) {
            artifacts.erase(ref);
        }
    }
}
