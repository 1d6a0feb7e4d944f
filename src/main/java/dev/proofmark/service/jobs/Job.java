package dev.proofmark.service.jobs;

import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.errors.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A job as a reader sees it. Only `JobQueue` changes the row.
@Entity
@Immutable
public class Job {
    @Id
    private Long id;

    @Enumerated(EnumType.STRING)
    private JobKind kind;

    @Enumerated(EnumType.STRING)
    private JobStatus status;

    private boolean cancelRequested;
    private String stage;
    private int percent;

    @JdbcTypeCode(SqlTypes.JSON)
    private String problem;

    private String stageMillis;

    @Column(nullable = false)
    private Instant createdAt;

    private Instant startedAt;
    private Instant finishedAt;

    protected Job() {}

    public long id() {
        return id;
    }

    public JobStatus status() {
        return status;
    }

    public boolean cancelRequested() {
        return cancelRequested;
    }

    public String stage() {
        return stage;
    }

    public int percent() {
        return percent;
    }

    public Problem problem() {
        return JsonColumn.read(problem, Problem.class);
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant finishedAt() {
        return finishedAt;
    }

    /// What is known of the time the job took.
    public JobTimings timings() {
        Map<String, Long> stages = new LinkedHashMap<>();
        if (stageMillis != null) {
            JsonColumn.read(stageMillis, LinkedHashMap.class).forEach((name, value) -> stages.put(
                    String.valueOf(name), ((Number) value).longValue()));
        }
        return new JobTimings(
                startedAt == null ? null : Duration.between(createdAt, startedAt).toMillis(),
                startedAt == null || finishedAt == null ? null : Duration.between(startedAt, finishedAt).toMillis(),
                stages);
    }
}
