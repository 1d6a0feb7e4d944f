package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The order in which one node takes renewals and what users ask for.
@ServiceTest
@DirtiesContext
@TestPropertySource(properties = "proofmark.workers=0")
class RenewalsComeLastTest {
    @Autowired
    private JobQueue queue;

    @Autowired
    private JobLeases leases;

    @Autowired
    private QueueLength length;

    @Autowired
    private JdbcClient database;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private ProofmarkProperties properties;

    @Autowired
    private JobNames names;

    private NodeRuns node;

    @BeforeEach
    void empty() {
        database.sql("delete from job").update();
        length.recount();
        node = new NodeRuns(leases, names, properties);
    }

    private List<JobKind> takenOneByOne(int count) {
        List<JobKind> kinds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JobRun run = node.claim().orElseThrow();
            kinds.add(run.claim().kind());
            node.ended(run);
        }
        return kinds;
    }

    @Test
    void aRenewalWaitsForAllThatIsDueButNotForEver() {
        queue.enqueueOwn(JobKind.RENEW_KEY, 1);
        queue.enqueueOwn(JobKind.RENEW_KEY, 1);
        for (int i = 0; i < NodeRuns.MOST_PASSED + 2; i++) {
            queue.enqueue(i % 2 == 0 ? JobKind.PROVE : JobKind.REGISTER_MODEL, Optional.empty(), 1);
        }
        List<JobKind> kinds = takenOneByOne(NodeRuns.MOST_PASSED + 4);
        assertThat(kinds.subList(0, NodeRuns.MOST_PASSED)).doesNotContain(JobKind.RENEW_KEY);
        assertThat(kinds.get(NodeRuns.MOST_PASSED)).as("after so many have passed it").isEqualTo(JobKind.RENEW_KEY);
        assertThat(kinds.subList(NodeRuns.MOST_PASSED + 1, NodeRuns.MOST_PASSED + 3)).doesNotContain(JobKind.RENEW_KEY);
        assertThat(kinds.getLast()).as("when nothing else is due").isEqualTo(JobKind.RENEW_KEY);
        assertThat(node.claim()).isEmpty();
    }

    @Test
    void oneNodeRenewsOneKeyAtATime() {
        queue.enqueueOwn(JobKind.RENEW_KEY, 1);
        queue.enqueueOwn(JobKind.RENEW_KEY, 1);
        JobRun first = node.claim().orElseThrow();
        assertThat(first.claim().kind()).isEqualTo(JobKind.RENEW_KEY);
        assertThat(node.claim()).as("a second one beside it").isEmpty();
        queue.enqueue(JobKind.PROVE, Optional.empty(), 1);
        assertThat(node.claim().orElseThrow().claim().kind()).isEqualTo(JobKind.PROVE);
        node.ended(first);
        assertThat(node.claim().orElseThrow().claim().kind()).isEqualTo(JobKind.RENEW_KEY);
    }

    @Test
    void aRunGivesItsJobBackWhenItMustWaitForAnother() {
        long renewal = queue.enqueueOwn(JobKind.RENEW_KEY, 1);
        long proof = queue.enqueue(JobKind.PROVE, Optional.empty(), 1);
        JobRun run = node.claim().orElseThrow();
        assertThat(run.claim().jobId()).isEqualTo(proof);
        leases.waitFor(run.claim(), renewal);
        node.ended(run);
        assertThat(waiting(JobKind.PROVE)).isEqualTo(1);
        JobRun renewing = node.claim().orElseThrow();
        assertThat(renewing.claim().jobId()).as("the proof waits").isEqualTo(renewal);
        leases.succeed(renewing.claim(), Map.of(), () -> {});
        node.ended(renewing);
        JobRun again = node.claim().orElseThrow();
        assertThat(again.claim().jobId()).isEqualTo(proof);
        leases.waitFor(again.claim(), renewal);
        node.ended(again);
        assertThat(node.claim().orElseThrow().claim().jobId()).as("nothing to wait for any more").isEqualTo(proof);
    }

    @Test
    void whatWaitsForARenewalThatFailsSaysSo() {
        long renewal = queue.enqueueOwn(JobKind.RENEW_KEY, 1);
        long proof = queue.enqueue(JobKind.PROVE, Optional.of(renewal), 0);
        leases.fail(node.claim().orElseThrow().claim(), null);
        assertThat(database.sql("select problem ->> 'code' from job where id = ? and status = 'FAILED'").param(proof)
                .query(String.class).single()).isEqualTo("key-outdated");
        assertThat(queue.await(renewal)).isFalse();
        assertThat(waiting(JobKind.PROVE)).isZero();
    }

    /// Without the wait, the job would have released those that wait for it before there was one more.
    @Test
    void aJobDoesNotEndWhileAnotherBeginsToWaitForIt() throws Exception {
        long renewal = queue.enqueueOwn(JobKind.RENEW_KEY, 1);
        JobClaim claim = node.claim().orElseThrow().claim();
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            AtomicReference<Future<?>> end = new AtomicReference<>();
            long proof = new TransactionTemplate(transactions).execute(status -> {
                assertThat(queue.await(renewal)).isTrue();
                end.set(worker.submit(() -> leases.succeed(claim, Map.of(), () -> {})));
                Await.until("the end, which is kept waiting", this::waitingForLocks, count -> count > 0);
                return queue.enqueue(JobKind.PROVE, Optional.of(renewal), 1);
            });
            end.get().get();
            assertThat(database.sql("select count(*) from job where id = ? and waits_for is null").param(proof)
                    .query(Integer.class).single()).isEqualTo(1);
        }
    }

    private int waitingForLocks() {
        return database.sql("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .query(Integer.class).single();
    }

    private int waiting(JobKind kind) {
        return database.sql("select waiting from job_queue where kind = ?").param(kind.name()).query(Integer.class).single();
    }
}
