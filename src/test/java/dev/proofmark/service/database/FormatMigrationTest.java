package dev.proofmark.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// What was there before formats were told has format 1.
class FormatMigrationTest {
    @Test
    void modelsAndProofsThatHaveFilesHaveTheFirstFormat() throws SQLException {
        String database = TestDatabase.fresh();
        Flyway.configure().dataSource(database, "postgres", "").target("5").load().migrate();
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("insert into job (kind) select 'REGISTER_MODEL' from generate_series(1, 2)");
            statement.execute("insert into job (kind) select 'PROVE' from generate_series(1, 2)");
            statement.execute("""
                    insert into model (id, job_id, name, model_digest, signature, key_digest, verification_key_artifact)
                    select gen_random_uuid(), id, 'm' || id, 'd', '{}', case when id = 1 then 'k' end, case when id = 1 then 'a' end
                    from job where kind = 'REGISTER_MODEL'""");
            statement.execute("""
                    insert into proof (id, job_id, model_id, input_visibility, context, proof_artifact)
                    select gen_random_uuid(), j.id, m.id, 'PRIVATE', '', case when j.id = 3 then 'p' end
                    from job j, model m where j.kind = 'PROVE' and m.name = 'm1'""");
            Flyway.configure().dataSource(database, "postgres", "").load().migrate();
            assertThat(row(statement, "select key_format, sought_format, renewals from model where name = 'm1'")).isEqualTo("1 1 0");
            assertThat(row(statement, "select key_format, sought_format, renewals from model where name = 'm2'"))
                    .as("a model that has no key").isEqualTo("null null 0");
            assertThat(row(statement, "select key_format, 0, 0 from proof where job_id = 3")).isEqualTo("1 0 0");
            assertThat(row(statement, "select key_format, 0, 0 from proof where job_id = 4")).isEqualTo("null 0 0");
            assertThat(row(statement, "select waiting, 0, 0 from job_queue where kind = 'RENEW_KEY'")).isEqualTo("0 0 0");
        }
    }

    private static String row(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            return "%s %s %s".formatted(row.getObject(1), row.getObject(2), row.getObject(3));
        }
    }
}
