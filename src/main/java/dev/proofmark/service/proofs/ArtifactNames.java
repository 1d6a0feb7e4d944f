package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.NamedArtifact;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Every artefact that a row names, read row by row in the order of their ids, a few at a time.
@Component
public class ArtifactNames {
    private static final int BATCH = 1000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /// One query over rows of one table whose ids follow one: id, owner, kind, artefact.
    private static final List<String> TABLES = List.of(
            """
            select m.id, 'model ' || m.id, k.kind, k.artifact
            from (select * from model where id > :after order by id limit :batch) m,
                lateral (values ('PLAN', m.plan_artifact), ('PROVING_KEY', m.proving_key_artifact),
                    ('VERIFICATION_KEY', m.verification_key_artifact), (null, null)) k (kind, artifact)
            order by m.id""",
            """
            select m.id, 'model ' || m.id, case when k.artifact is not null then 'VERIFICATION_KEY' end, k.artifact
            from (select id from model where id > :after order by id limit :batch) m
                left join earlier_key k on k.model_id = m.id
            order by m.id""",
            """
            select m.id, 'model ' || m.id, case when f.artifact is not null then 'MODEL_FILE' end, f.artifact
            from (select id from model where id > :after order by id limit :batch) m
                left join model_file f on f.model_id = m.id
            order by m.id""",
            """
            select p.id, 'proof ' || p.id, k.kind, k.artifact
            from (select * from proof where id > :after order by id limit :batch) p,
                lateral (values ('INPUT', p.input_artifact), ('OUTPUTS', p.outputs_artifact),
                    ('STATEMENT', p.statement_artifact), ('PROOF', p.proof_artifact), (null, null)) k (kind, artifact)
            order by p.id""");

    private final JdbcClient database;

    public ArtifactNames(JdbcClient database) {
        this.database = database;
    }

    private record Row(UUID id, String owner, String kind, String artifact) {
        Optional<NamedArtifact> named() {
            return artifact == null ? Optional.empty()
                    : Optional.of(new NamedArtifact(ArtifactKind.valueOf(kind), owner, ArtifactRef.parse(artifact)));
        }
    }

    public void forEach(Consumer<NamedArtifact> action) {
        for (String table : TABLES) {
            UUID last = BEFORE_ALL;
            while (last != null) {
                last = batch(table, last, action);
            }
        }
    }

    private UUID batch(String table, UUID after, Consumer<NamedArtifact> action) {
        List<Row> rows = database.sql(table)
                .param("after", after)
                .param("batch", BATCH)
                .query((row, number) -> new Row(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)))
                .list();
        rows.stream().flatMap(row -> row.named().stream()).forEach(action);
        return rows.isEmpty() ? null : rows.getLast().id();
    }
}
