package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
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
    private JdbcClient database;

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @Import({JobQueue.class, JobLeases.class})
    static class Parts {
        @Bean
        DataSource dataSource() {
            DataSource source = new DriverManagerDataSource(TestDatabase.fresh(), "postgres", "");
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
        database = context.getBean(JdbcClient.class);
        database.sql("delete from job where waits_for is not null").update();
        database.sql("delete from job").update();
    }

    private long enqueue() {
        return queue.enqueue(JobKind.PROVE, Optional.empty(), 1);
    }

    private Optional<JobClaim> claim(String owner) {
        return leases.claim(owner, 10, 10);
    }

    private String status(long job) {
        return database.sql("select status from job where id = ?").param(job).query(String.class).single();
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
        assertThat(claim("b")).isEmpty();
        outliveLeases();
        JobClaim second = claim("b").orElseThrow();
        assertThat(second.jobId()).isEqualTo(job);
        assertThat(second.attempt()).isEqualTo(2);

        List<String> written = new ArrayList<>();
        assertThat(leases.renew(frozen, "late", 50)).isEqualTo(Renewal.LOST);
        assertThatThrownBy(() -> leases.succeed(frozen, Map.of(), () -> written.add("a"))).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> leases.fail(frozen, PROBLEM)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> leases.cancelled(frozen)).isInstanceOf(LeaseLostException.class);
        leases.release(frozen);
        assertThat(status(job)).isEqualTo("RUNNING");
        assertThat(leases.succeed(second, Map.of(), () -> written.add("b"))).isEqualTo(JobStatus.SUCCEEDED);
        assertThatThrownBy(() -> leases.succeed(frozen, Map.of(), () -> written.add("a"))).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> leases.succeed(second, Map.of(), () -> written.add("b"))).isInstanceOf(LeaseLostException.class);
        assertThat(written).containsExactly("b");
    }

    @Test
    void theSameNodeIsFencedFromItsOwnEarlierRun() {
        enqueue();
        JobClaim first = claim("a").orElseThrow();
        outliveLeases();
        JobClaim again = claim("a").orElseThrow();
        assertThatThrownBy(() -> leases.succeed(first, Map.of(), () -> {})).isInstanceOf(LeaseLostException.class);
        assertThat(leases.succeed(again, Map.of(), () -> {})).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void renewingKeepsALeaseAndShowsProgress() {
        long job = enqueue();
        JobClaim claim = claim("a").orElseThrow();
        for (int i = 1; i <= 4; i++) {
            database.sql("update job set lease_until = clock_timestamp() + interval '10 minutes'").update();
            assertThat(leases.renew(claim, "commit", 10 * i)).isEqualTo(Renewal.HELD);
            assertThat(database.sql("select lease_until > clock_timestamp() + interval '10 minutes' from job where id = ?")
                    .param(job).query(Boolean.class).single()).isTrue();
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
        claim("a").orElseThrow();
        queue.cancel(job);
        outliveLeases();
        assertThat(claim("b")).isEmpty();
        assertThat(leases.reap()).isEqualTo(1);
        assertThat(status(job)).isEqualTo("CANCELLED");
    }

    @Test
    void aJobThatKillsItsWorkersIsGivenUp() {
        long job = enqueue();
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(claim("a").orElseThrow().attempt()).isEqualTo(attempt);
            assertThat(leases.reap()).isZero();
            outliveLeases();
        }
        assertThat(claim("a")).isEmpty();
        assertThat(leases.reap()).isEqualTo(1);
        assertThat(status(job)).isEqualTo("FAILED");
        assertThat(database.sql("select problem ->> 'detail' from job where id = ?").param(job).query(String.class).single())
                .contains("started 2 times");
    }

    @Test
    void releasedJobsAreAsIfNeverBegun() {
        long job = enqueue();
        leases.release(claim("a").orElseThrow());
        assertThat(status(job)).isEqualTo("QUEUED");
        assertThat(claim("b").orElseThrow().attempt()).isEqualTo(1);
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
        assertThat(leases.claim("roomy, but full", 10, 7)).as("nothing passes the oldest it could run").isEmpty();
        JobClaim passed = leases.claim("little", 5, 5).orElseThrow();
        assertThat(passed.jobId()).as("what a node can never run waits for another node").isEqualTo(small);
        assertThat(passed.memoryBytes()).isEqualTo(3);
        assertThat(leases.claim("roomy", 10, 8).orElseThrow().jobId()).isEqualTo(large);
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
    void aFullQueueRefuses() {
        for (int i = 0; i < 50; i++) {
            enqueue();
        }
        assertThatThrownBy(this::enqueue).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problem().code()).isEqualTo("queue-full");
            assertThat(problem.problem().expected()).isEqualTo("at most 50");
            assertThat(problem.problem().actual()).isEqualTo("50");
        });
    }
}
