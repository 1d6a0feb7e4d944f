package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.ServiceTest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Rows that the queue's statements touch with 20,000 ended and 5,000 queued jobs of each kind, counted by the database.
@ServiceTest
@DirtiesContext
@TestPropertySource(properties = "proofmark.workers=0")
class QueueCostTest {
    private static final int QUEUED = 5_000;
    private static final int ENDED = 20_000;
    private static final long FEW = 5 * JobQueue.PLACES; // a row is counted in its index and in its table

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JobQueue queue;

    @Autowired
    private JobLeases leases;

    @Autowired
    private LapsedJobs lapsed;

    @Autowired
    private EndedJobs ended;

    @Autowired
    private QueueLength length;

    private UUID lastProof;

    @BeforeEach
    void fill() {
        database.sql("delete from proof").update();
        database.sql("delete from model").update();
        database.sql("delete from job").update();
        database.sql(
                """
                        insert into job (kind, status, finished_at, tidied_at)
                        select kind, 'SUCCEEDED', now(), now() from generate_series(1, %d), (values ('PROVE'), ('REGISTER_MODEL')) k (kind)"""
                        .formatted(ENDED))
                .update();
        database.sql("""
                        insert into job (kind) select kind from generate_series(1, %d), (values ('PROVE'), ('REGISTER_MODEL')) k (kind)"""
                .formatted(QUEUED)).update();
        database.sql("""
                        insert into model (id, job_id, name, model_digest, signature)
                        select gen_random_uuid(), id, 'm', 'd', '{"inputs": [], "outputs": []}' from job where kind = 'REGISTER_MODEL'
                        """).update();
        database.sql("""
                        insert into proof (id, job_id, model_id, input_visibility, context, input_artifact)
                        select gen_random_uuid(), j.id, m.id, 'PRIVATE', '',
                            case when status = 'QUEUED' then 'sealed:' || repeat('0', 64) end
                        from job j, (select id from model limit 1) m where kind = 'PROVE'""").update();
        lastProof = database.sql("select p.id from proof p join job j on j.id = p.job_id order by j.due_at desc, j.id desc limit 1")
                .query(UUID.class).single();
        length.recount();
        database.sql("vacuum (analyze) job").update();
        database.sql("vacuum (analyze) model").update();
        database.sql("vacuum (analyze) proof").update();
    }

    /// Rows that the statements inside touched, whoever runs at the same time: counted by this session, in its transaction.
    private <T> T touchingFew(String what, Supplier<T> statements) {
        AtomicReference<T> result = new AtomicReference<>();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            long before = touched();
            result.set(statements.get());
            assertThat(touched() - before).as("rows touched to " + what).isLessThan(FEW);
        });
        return result.get();
    }

    private long touched() {
        return database.sql("""
                        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)
                            + (select coalesce(sum(pg_stat_get_xact_tuples_returned(indexrelid)), 0)
                                from pg_index where indrelid = relid))
                        from pg_stat_xact_user_tables where relname <> 'flyway_schema_history'""")
                .query(Long.class).single();
    }

    @Test
    void theCountCountsWhatItShould() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            long before = touched();
            database.sql("select count(*) from job where status = 'QUEUED'").query(Long.class).single();
            assertThat(touched() - before).as("a full count of the queue").isGreaterThanOrEqualTo(2 * QUEUED);
        });
    }

    @Test
    void noStatementReadsHistoryOrTheWholeQueue() {
        NodeRoom room = new NodeRoom(10, 10, true, List.of(JobKind.PROVE, JobKind.REGISTER_MODEL));
        long job = touchingFew("enqueue", () -> queue.enqueue(JobKind.PROVE, Optional.empty(), 1));
        touchingFew("refuse early", () -> {
            queue.refuseWhenFull(JobKind.PROVE);
            return null;
        });
        assertThat(touchingFew("tell places", () -> queue.positions(List.of(job)))).containsEntry(job, JobQueue.PLACES + 1);
        JobClaim first = touchingFew("claim", () -> leases.claim("a", room)).orElseThrow();
        touchingFew("renew", () -> leases.renew(first, "x", 1));
        touchingFew("succeed", () -> leases.succeed(first, java.util.Map.of(), () -> {}));
        assertThat(touchingFew("tidy", () -> ended.tidy())).isEqualTo(1);
        assertThat(touchingFew("find nothing to tidy", () -> ended.tidy())).isZero();
        JobClaim second = touchingFew("claim", () -> leases.claim("a", room)).orElseThrow();
        touchingFew("fail", () -> {
            leases.fail(second, null);
            return null;
        });
        JobClaim third = touchingFew("claim", () -> leases.claim("a", room)).orElseThrow();
        touchingFew("put off", () -> {
            leases.postpone(third, java.time.Duration.ofMillis(1), "waits");
            return null;
        });
        touchingFew("look for lapsed leases", () -> lapsed.take());
        touchingFew("cancel", () -> queue.cancel(job));
    }

    @Test
    void aProofsPageDoesNotNumberTheQueue() {
        database.sql("update job_queue set waiting = 0").update(); // so that a full count would show in the answer
        long before = committed();
        assertThat(new Api(port).get("/v1/proofs/" + lastProof).expect(200).get("queuePosition").intValue())
                .isEqualTo(JobQueue.PLACES + 1);
        assertThat(committed() - before).as("rows touched for one page, and by the heartbeat beside it").isLessThan(QUEUED);
    }

    private long committed() {
        database.sql("select pg_stat_force_next_flush()").query((row, number) -> 0).list();
        database.sql("select pg_stat_clear_snapshot()").query((row, number) -> 0).list();
        return database.sql(
                "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables where relname in ('job', 'proof', 'model')")
                .query(Long.class).single();
    }
}
