package dev.proofmark.service.jobs;

import dev.proofmark.service.platform.ProofmarkProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the queue of all nodes and the runs of this one look like, for a monitoring system.
///
/// The queue's figures are asked of the database at most every few seconds, and are missing while it cannot be reached.
@Component
class JobMetrics implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(JobMetrics.class);
    private static final long FRESH_NANOS = 3_000_000_000L;

    private final JdbcClient database;
    private final NodeRuns runs;
    private final ProofmarkProperties properties;
    private Map<JobKind, Waiting> waiting;
    private long asked;

    private record Waiting(int jobs, double oldestSeconds) {}

    JobMetrics(JdbcClient database, NodeRuns runs, ProofmarkProperties properties) {
        this.database = database;
        this.runs = runs;
        this.properties = properties;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (JobKind kind : JobKind.values()) {
            queue(meters, "proofmark.queue.jobs", "jobs", "jobs that wait, over all nodes", kind, Waiting::jobs);
            queue(meters, "proofmark.queue.age", "seconds", "how long the oldest of them waits", kind, Waiting::oldestSeconds);
            Gauge.builder("proofmark.jobs.running", runs, all -> all.all().stream()
                    .filter(run -> run.claim().kind() == kind).count())
                    .tag("kind", tag(kind)).description("jobs that run on this node").register(meters);
        }
        Gauge.builder("proofmark.memory", runs, all -> all.all().stream().mapToLong(run -> run.claim().memoryBytes()).sum())
                .baseUnit("bytes").description("heap that the jobs of this node are predicted to need").register(meters);
        Gauge.builder("proofmark.memory.limit", properties, settings -> settings.memory().toBytes())
                .baseUnit("bytes").description("heap that the jobs of this node may need together").register(meters);
    }

    static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void queue(MeterRegistry meters, String name, String unit, String description, JobKind kind,
            ToDoubleFunction<Waiting> figure) {
        Gauge.builder(name, this, metrics -> {
            Map<JobKind, Waiting> figures = metrics.waiting();
            return figures == null ? Double.NaN : figure.applyAsDouble(figures.getOrDefault(kind, new Waiting(0, 0)));
        })
                .tag("kind", tag(kind)).baseUnit(unit).description(description).register(meters);
    }

    private synchronized Map<JobKind, Waiting> waiting() {
        if (asked != 0 && System.nanoTime() - asked < FRESH_NANOS) {
            return waiting;
        }
        try {
            Map<JobKind, Waiting> figures = new EnumMap<>(JobKind.class);
            database.sql("""
                            select kind, count(*), extract(epoch from clock_timestamp() - min(created_at))
                            from job where status = 'QUEUED' group by kind""")
                    .query((row, number) -> figures.put(
                            JobKind.valueOf(row.getString(1)), new Waiting(row.getInt(2), Math.max(0, row.getDouble(3)))))
                    .list();
            waiting = figures;
        } catch (RuntimeException e) {
            LOG.debug("The queue's figures are missing", e);
            waiting = null;
        }
        asked = System.nanoTime();
        return waiting;
    }
}
