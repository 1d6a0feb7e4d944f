package dev.proofmark.service.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A proof that is removed in the moment in which it ends: others are at its rows too.
@ServiceTest
class ProofRemovalTest {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private PlatformTransactionManager transactions;

    private String ended(Api api) {
        String proof =
                api.post(api.readyModel(FakeEngine.model(0, 0)) + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.await(proof, Api.status("SUCCEEDED"));
        return proof;
    }

    /// While somebody holds the job's row, runs requests until so many of them wait for it; then does as what tidies up does.
    private void whileTidied(String proof, int waiting, Callable<?> requests) throws Exception {
        UUID id = UUID.fromString(proof.substring("/v1/proofs/".length()));
        new TransactionTemplate(transactions).execute(status -> {
            long job = database.sql("select job.id from job join proof on proof.job_id = job.id where proof.id = ? for update of job")
                    .param(id).query(Long.class).single();
            try {
                requests.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            Await.until("removals that wait", () -> database.sql("""
                            select count(*) from pg_stat_activity
                            where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0""").query(Integer.class).single(),
                    blocked -> blocked == waiting);
            database.sql("update proof set input_artifact = null where job_id = ?").param(job).update();
            return null;
        });
    }

    @Test
    void aRemovalWaitsForWhatTidiesUpAndStopsNothing() throws Exception {
        Api api = new Api(port);
        String proof = ended(api);
        try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Future<?>[] removal = new Future<?>[1];
            whileTidied(proof, 1, () -> removal[0] = caller.submit(() -> assertThat(api.delete(proof).status()).isEqualTo(204)));
            removal[0].get();
        }
        api.get(proof).problem(404, "proof-not-found");
    }

    @Test
    void ofTwoRemovalsAtOnceOneFindsNothing() throws Exception {
        Api api = new Api(port);
        String proof = ended(api);
        try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
            Future<?>[] removals = new Future<?>[2];
            whileTidied(proof, 2, () -> {
                for (int i = 0; i < 2; i++) {
                    removals[i] = callers.submit(() -> api.delete(proof).status());
                }
                return null;
            });
            assertThat(new Object[] {removals[0].get(), removals[1].get()}).containsExactlyInAnyOrder(204, 404);
        }
    }
}
