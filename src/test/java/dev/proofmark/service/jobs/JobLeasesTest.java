package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.jobs.JobLeases.Renewal;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.util.unit.DataSize;

/// The statements of the job table, alone.
class JobLeasesTest {
    private static final Duration LEASE = Duration.ofHours(1);
    private static final Problem PROBLEM = ProblemException.of(ProblemCode.WORK_FAILED, "it failed").problem();
    private static AnnotationConfigApplicationContext context;

    private JobQueue queue;
    private JobLeases leases;
    private LapsedJobs lapsed;
    private JdbcClient database;

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @Import({JobQueue.class, QueueLength.class, JobLeases.class, HeartbeatConnection.class, LapsedJobs.class})
    static class Parts {
        @Bean
        HikariDataSource dataSource() {
            HikariDataSource source = new HikariDataSource();
            source.setJdbcUrl(TestDatabase.fresh());
            source.setUsername("postgres");
            Flyway.configure().dataSource(source).load().migrate();
            return source;
        }

        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new DataSourceTransactionManager(source);
        }

        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        ProofmarkProperties properties() {
            return new ProofmarkProperties(Path.of("unused"), null, "", "", 0, 1,
                    null, Duration.ZERO, new ProofmarkProperties.Jobs(LEASE, LEASE.dividedBy(3), LEASE, 2, 50),
                    new ProofmarkProperties.Limits(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 1));
        }
    }

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext(Parts.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void empty() {
        queue = context.getBean(JobQueue.class);
        leases = context.getBean(JobLeases.class);
        lapsed = context.getBean(LapsedJobs.class);
        database = context.getBean(JdbcClient.class);
        database.sql("delete from job where waits_for is not null").update();
        database.sql("delete from job").update();
        database.sql("delete from worker_node").update();
        context.getBean(QueueLength.class).recount();
    }

    @AfterEach
    void theCountersAreRight() {
        for (JobKind kind : JobKind.values()) {
            assertThat(database.sql("select waiting from job_queue where kind = ?").param(kind.name()).query(Long.class).single())
                    .as("queued jobs of kind " + kind)
                    .isEqualTo(database.sql("select count(*) from job where kind = ? and status = 'QUEUED'")
                            .param(kind.name()).query(Long.class).single());
        }
    }

    private long enqueue() {
        return queue.enqueue(JobKind.PROVE, Optional.empty(), 1);
    }

    private Optional<JobClaim> claim(String owner) {
        return claim(owner, 10, 10);
    }

    private Optional<JobClaim> claim(String owner, long budget, long free) {
        return leases.claim(owner, new NodeRoom(budget, free, true, List.of(JobKind.PROVE, JobKind.REGISTER_MODEL)));
    }

    private String status(long job) {
        return database.sql("select status from job where id = ?").param(job).query(String.class).single();
    }

    /// As if its node had stopped renewing it a while ago.
    private void lapse(JobClaim claim) {
        database.sql("update job set lease_until = clock_timestamp() - interval '1 second' where id = ? and status = 'RUNNING'")
                .param(claim.jobId()).update();
    }

    /// All leases and announcements so far have run out.
    private void outliveLeases() {
        database.sql("update job set lease_until = clock_timestamp() - interval '1 second' where lease_until is not null").update();
        database.sql("update worker_node set seen_until = clock_timestamp() - interval '1 second'").update();
    }

    @Test
    void jobsAreClaimedOnceInOrder() {
        List<Long> made = List.of(enqueue(), enqueue(), enqueue());
        List<Long> claimed = new ArrayList<>();
        for (Optional<JobClaim> claim = claim("a"); claim.isPresent(); claim = claim("a")) {
            claimed.add(claim.get().jobId());
            assertThat(claim.get().attempt()).isEqualTo(1);
        }
        assertThat(claimed).isEqualTo(made);
    }

    @Test
    void whoCannotBeCalledBackUndoesNothing() {
        Runnable failing = () -> {
            throw new IllegalStateException("not there yet");
        };
        queue.onWork(failing);
        queue.onCancel(failing);
        long job = enqueue();
        assertThat(queue.cancel(job)).contains(JobStatus.CANCELLED);
    }

    @Test
    void manyWorkersDoubleAndLoseNothing() throws Exception {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            made.add(enqueue());
        }
        ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                String owner = "worker" + w;
                workers.add(pool.submit(() -> {
                    for (Optional<JobClaim> claim = claim(owner); claim.isPresent(); claim = claim(owner)) {
                        JobClaim held = claim.get();
                        leases.succeed(held, Map.of(), () -> done.add(held.jobId()));
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        assertThat(done).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void aLapsedLeaseGoesToAnotherAndTheFirstIsFenced() {
        long job = enqueue();
        JobClaim frozen = claim("a").orElseThrow();
        assertThat(lapsed.take()).isEmpty();
        assertThat(claim("b")).isEmpty();
        lapse(frozen);
        assertThat(lapsed.take()).extracting(LapsedJobs.Lapsed::status).containsExactly(JobStatus.QUEUED);
        assertThat(lapsed.take()).isEmpty();
        JobClaim second = claim("b").orElseThrow();
        assertThat(second.jobId()).isEqualTo(job);
        assertThat(second.attempt()).isEqualTo(2);

        List<String> written = new ArrayList<>();
        assertThat(leases.renew(frozen, "late", 50)).isEqualTo(Renewal.LOST);
        assertThatThrownBy(() -> leases.succeed(frozen, Map.of(), () -> written.add("a"))).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> leases.fail(frozen, PROBLEM)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> leases.cancelled(frozen)).isInstanceOf(LeaseLostException.class);
        leases.release(frozen);
        leases.postpone(frozen, LEASE, "waits");
        assertThat(status(job)).isEqualTo("RUNNING");
        assertThat(leases.succeed(second, Map.of(), () -> written.add("b"))).isEqualTo(JobStatus.SUCCEEDED);
        assertThatThrownBy(() -> leases.succeed(frozen, Map.of(), () -> written.add("a"))).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> leases.succeed(second, Map.of(), () -> written.add("b"))).isInstanceOf(LeaseLostException.class);
        assertThat(written).containsExactly("b");
        assertThat(leases.ended(second)).contains(JobStatus.SUCCEEDED);
        assertThat(leases.ended(frozen)).as("another run's end is not this one's").isEmpty();
    }

    @Test
    void theSameNodeIsFencedFromItsOwnEarlierRun() {
        enqueue();
        JobClaim first = claim("a").orElseThrow();
        leases.release(first);
        JobClaim second = claim("a").orElseThrow();
        assertThatThrownBy(() -> leases.succeed(first, Map.of(), () -> {})).isInstanceOf(LeaseLostException.class);
        lapse(second);
        lapsed.take();
        JobClaim again = claim("a").orElseThrow();
        assertThatThrownBy(() -> leases.succeed(second, Map.of(), () -> {})).isInstanceOf(LeaseLostException.class);
        assertThat(leases.succeed(again, Map.of(), () -> {})).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void renewingKeepsALeaseAndShowsProgress() {
        long job = enqueue();
        JobClaim claim = claim("a").orElseThrow();
        for (int i = 1; i <= 4; i++) {
            lapse(claim);
            assertThat(leases.renew(claim, "commit", 10 * i)).as("nobody has taken it yet").isEqualTo(Renewal.HELD);
            assertThat(lapsed.take()).isEmpty();
            assertThat(claim("b")).isEmpty();
        }
        assertThat(database.sql("select stage || percent from job where id = ?").param(job).query(String.class).single())
                .isEqualTo("commit40");
    }

    @Test
    void rowsOfTheResultAreWrittenWithTheEndOrNotAtAll() {
        long job = enqueue();
        JobClaim claim = claim("a").orElseThrow();
        assertThatThrownBy(() -> leases.succeed(claim, Map.of(), () -> {
            database.sql("insert into installation (id, secret_key_check) values (1, 'x')").update();
            throw new IllegalStateException("the row is refused");
        })).hasMessage("the row is refused");
        assertThat(status(job)).isEqualTo("RUNNING");
        assertThat(database.sql("select count(*) from installation").query(Integer.class).single()).isZero();
    }

    @Test
    void aCancelledRunCannotSucceed() {
        long job = enqueue();
        JobClaim claim = claim("a").orElseThrow();
        assertThat(queue.cancel(job)).contains(JobStatus.RUNNING);
        assertThat(leases.renew(claim, "commit", 10)).isEqualTo(Renewal.CANCELLED);
        assertThat(leases.succeed(claim, Map.of(), () -> {
            throw new AssertionError("a cancelled run writes nothing");
        })).isEqualTo(JobStatus.CANCELLED);
        assertThat(queue.cancel(job)).as("it had ended").isEmpty();
    }

    @Test
    void aCancelledQueuedJobIsNeverClaimed() {
        long job = enqueue();
        assertThat(queue.cancel(job)).contains(JobStatus.CANCELLED);
        assertThat(claim("a")).isEmpty();
    }

    @Test
    void aCancelledRunWhoseWorkerDiedIsEnded() {
        long job = enqueue();
        JobClaim claim = claim("a").orElseThrow();
        queue.cancel(job);
        lapse(claim);
        assertThat(claim("b")).isEmpty();
        assertThat(lapsed.take()).hasSize(1);
        assertThat(status(job)).isEqualTo("CANCELLED");
    }

    @Test
    void aCancelledRunThatIsGivenBackIsEnded() {
        long job = enqueue();
        JobClaim claim = claim("a").orElseThrow();
        queue.cancel(job);
        leases.postpone(claim, LEASE, "waits");
        assertThat(status(job)).isEqualTo("CANCELLED");
    }

    @Test
    void aJobThatKillsEveryNodeOnWhichItRunsAloneIsGivenUp() {
        long job = enqueue();
        JobClaim together = claim("a").orElseThrow();
        assertThat(together.alone()).isFalse();
        lapse(together);
        assertThat(lapsed.take()).extracting(LapsedJobs.Lapsed::status).containsExactly(JobStatus.QUEUED);
        JobClaim first = claim("a").orElseThrow();
        assertThat(first.alone()).isTrue();
        lapse(first);
        assertThat(lapsed.take()).extracting(LapsedJobs.Lapsed::status).containsExactly(JobStatus.QUEUED);
        assertThat(claim("b")).as("it waits, and longer after each death").isEmpty();
        assertThat(database.sql("select due_at > clock_timestamp() + interval '1 minute' from job where id = ?").param(job)
                .query(Boolean.class).single()).isTrue();
        database.sql("update job set due_at = clock_timestamp() where id = ?").param(job).update();
        lapse(claim("b").orElseThrow());
        assertThat(lapsed.take()).extracting(LapsedJobs.Lapsed::status).containsExactly(JobStatus.FAILED);
        assertThat(claim("a")).isEmpty();
        assertThat(status(job)).isEqualTo("FAILED");
        assertThat(database.sql("select problem ->> 'detail' from job where id = ?").param(job).query(String.class).single())
                .contains("ran alone on its node 2 times");
    }

    @Test
    void whatDiedTogetherIsStartedOneAtATimeAndLosesNothing() {
        List<Long> jobs = List.of(enqueue(), enqueue(), enqueue());
        for (int kill = 0; kill < 5; kill++) {
            List<JobClaim> running = new ArrayList<>();
            for (Optional<JobClaim> claim = claim("a"); claim.isPresent(); claim = claim("a")) {
                running.add(claim.get());
                if (claim.get().alone()) {
                    break; // as NodeRuns does
                }
            }
            if (kill == 0) {
                assertThat(running).hasSize(3);
                running.forEach(this::lapse);
            } else {
                assertThat(running).hasSize(1);
                assertThat(leases.claim("a", new NodeRoom(10, 9, false, List.of(JobKind.PROVE))))
                        .as("not beside another").isEmpty();
                leases.succeed(running.getFirst(), Map.of(), () -> {});
            }
            lapsed.take();
            if (jobs.stream().allMatch(job -> status(job).equals("SUCCEEDED"))) {
                return;
            }
        }
        assertThat(jobs).extracting(this::status).containsOnly("SUCCEEDED");
    }

    @Test
    void aJobThatIsGivenBackWaitsAgain() {
        long job = enqueue();
        leases.release(claim("a").orElseThrow());
        assertThat(status(job)).isEqualTo("QUEUED");
        assertThat(claim("b")).isPresent();
    }

    @Test
    void aJobThatIsPutOffWaitsLongerEachTimeAndNeverFails() {
        long job = enqueue();
        double last = 0;
        for (int i = 0; i < 12; i++) {
            leases.postpone(claim("a").orElseThrow(), Duration.ofSeconds(1), "waits for disk space");
            assertThat(claim("a")).as("not due").isEmpty();
            double wait = database.sql("select extract(epoch from due_at - clock_timestamp()) from job where id = ?")
                    .param(job).query(Double.class).single();
            assertThat(wait).isGreaterThan(Math.min(last, 50)).isLessThan(61);
            last = wait;
            database.sql("update job set due_at = clock_timestamp() where id = ?").param(job).update();
        }
        assertThat(database.sql("select status || ' ' || stage || ' ' || deaths from job where id = ?").param(job)
                .query(String.class).single()).isEqualTo("QUEUED waits for disk space 0");
    }

    @Test
    void aJobWaitsForAnother() {
        long first = enqueue();
        long second = queue.enqueue(JobKind.PROVE, Optional.of(first), 1);
        long third = enqueue();
        JobClaim claim = claim("a").orElseThrow();
        assertThat(claim.jobId()).isEqualTo(first);
        assertThat(claim("a").orElseThrow().jobId()).isEqualTo(third);
        assertThat(claim("a")).isEmpty();
        assertThat(queue.positions(List.of(first, second, third))).containsExactly(Map.entry(second, 1));
        leases.succeed(claim, Map.of(), () -> {});
        assertThat(claim("a").orElseThrow().jobId()).isEqualTo(second);
    }

    @Test
    void whatWaitsForAFailedOrCancelledJobFails() {
        long failing = enqueue();
        long waiting = queue.enqueue(JobKind.PROVE, Optional.of(failing), 1);
        leases.fail(claim("a").orElseThrow(), PROBLEM);
        assertThat(status(waiting)).isEqualTo("FAILED");
        long cancelled = enqueue();
        long alsoWaiting = queue.enqueue(JobKind.PROVE, Optional.of(cancelled), 1);
        queue.cancel(cancelled);
        assertThat(status(alsoWaiting)).isEqualTo("FAILED");
    }

    @Test
    void aNodeTakesOnlyWhatItCanRun() {
        long large = queue.enqueue(JobKind.PROVE, Optional.empty(), 8);
        long small = queue.enqueue(JobKind.PROVE, Optional.empty(), 3);
        assertThat(claim("roomy, but full", 10, 7)).as("nothing passes the oldest it could run").isEmpty();
        JobClaim passed = claim("little", 5, 5).orElseThrow();
        assertThat(passed.jobId()).as("what a node can never run waits for another node").isEqualTo(small);
        assertThat(passed.memoryBytes()).isEqualTo(3);
        assertThat(claim("roomy", 10, 8).orElseThrow().jobId()).isEqualTo(large);
    }

    @Test
    void whatFitsIntoNoNodeIsRefusedWhileNodesAreKnown() {
        leases.announce("little", 5);
        leases.announce("roomy", 10);
        queue.enqueue(JobKind.PROVE, Optional.empty(), 10);
        assertThatThrownBy(() -> queue.enqueue(JobKind.PROVE, Optional.empty(), 11)).isInstanceOfSatisfying(
                ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.INSUFFICIENT_MEMORY));
        outliveLeases();
        queue.enqueue(JobKind.PROVE, Optional.empty(), 11);
    }

    @Test
    void aFullQueueRefusesExactlyHoweverManyAskAtOnce() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        ConcurrentLinkedQueue<ProblemException> refused = new ConcurrentLinkedQueue<>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                callers.add(pool.submit(() -> {
                    try {
                        enqueue();
                        accepted.incrementAndGet();
                    } catch (ProblemException e) {
                        refused.add(e);
                    }
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        assertThat(accepted).hasValue(50);
        assertThat(refused).hasSize(30).allSatisfy(problem -> {
            assertThat(problem.problem().code()).isEqualTo("queue-full");
            assertThat(problem.problem().expected()).isEqualTo("at most 50");
            assertThat(problem.problem().actual()).isEqualTo("50");
        });
        assertThatThrownBy(() -> queue.refuseWhenFull(JobKind.PROVE)).isInstanceOf(ProblemException.class);
        queue.refuseWhenFull(JobKind.REGISTER_MODEL);
        leases.release(claim("a").orElseThrow());
        assertThatThrownBy(this::enqueue).as("an accepted job keeps its place").isInstanceOf(ProblemException.class);
        claim("a").orElseThrow();
        enqueue();
    }
}
