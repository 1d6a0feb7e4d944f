package dev.proofmark.service.jobs;

import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Runs whose node stopped renewing them: it died, or is frozen and fenced.
///
/// Which of several jobs ended their node cannot be told from outside. So each is started again *alone*, on a node where
/// nothing else runs, and only a death there may be the job's own: `max-deaths` of them, and it is given up. What died beside it
/// loses time and nothing else. Nodes are killed for other reasons too, in the same moment by chance: so it takes a few deaths, and after
/// each the job waits twice as long, from a lease to two minutes, in which the node works on.
@Component
class LapsedJobs {
    private final JdbcClient database;
    private final JobQueue queue;
    private final QueueLength length;
    private final int maxDeaths;
    private final double leaseSeconds;

    LapsedJobs(JdbcClient database, JobQueue queue, QueueLength length, ProofmarkProperties properties) {
        this.database = database;
        this.queue = queue;
        this.length = length;
        this.maxDeaths = properties.jobs().maxDeaths();
        this.leaseSeconds = properties.jobs().lease().toMillis() / 1000.0;
    }

    /// @param status what became of it: `QUEUED` to be started alone, `FAILED` after too many deaths, `CANCELLED` as it had been told
    record Lapsed(long jobId, JobKind kind, JobStatus status) {}

    /// Takes every run whose lease has run out from its owner.
    @Transactional
    List<Lapsed> take() {
        Problem problem = ProblemException.of(ProblemCode.WORK_FAILED,
                "the work ran alone on its node %d times, and each time the node died".formatted(maxDeaths)).problem();
        List<Lapsed> lapsed = database.sql("""
                        with lapsed as (
                            select id, case when cancel_requested then 'CANCELLED'
                                when alone and deaths + 1 >= :deaths then 'FAILED' else 'QUEUED' end as becomes
                            from job where status = 'RUNNING' and lease_until < statement_timestamp()
                            order by id for update skip locked)
                        update job set
                            status = becomes, deaths = deaths + case when alone then 1 else 0 end, alone = true,
                            problem = case when becomes = 'FAILED' then cast(:problem as jsonb) end,
                            finished_at = case when becomes = 'QUEUED' then null else clock_timestamp() end,
                            due_at = case when alone
                                then clock_timestamp() + least(make_interval(secs => :lease) * power(2, deaths), interval '2 minutes')
                                else due_at end,
                            lease_owner = null, lease_until = null, stage = null, percent = 0
                        from lapsed where job.id = lapsed.id
                        returning job.id, job.kind, job.status""")
                .param("deaths", maxDeaths)
                .param("lease", leaseSeconds)
                .param("problem", JsonColumn.write(problem))
                .query((row, number) -> new Lapsed(row.getLong(1), JobKind.valueOf(row.getString(2)),
                        JobStatus.valueOf(row.getString(3))))
                .list();
        for (Lapsed job : lapsed) {
            if (job.status() == JobStatus.QUEUED) {
                length.returned(job.kind());
            } else {
                queue.failDependents(job.jobId(), job.kind());
            }
        }
        return lapsed;
    }
}
