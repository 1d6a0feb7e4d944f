package dev.proofmark.service.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToOne;
import java.time.Instant;
import java.util.UUID;

/// What somebody asked for, with the job that does it; its status is the job's.
@MappedSuperclass
public abstract class JobOrder {
    @Id
    private UUID id;

    @Column(insertable = false, updatable = false)
    private Long sequence;

    @OneToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "job_id", updatable = false)
    private Job job;

    private Instant createdAt;

    protected JobOrder() {}

    protected JobOrder(UUID id, Job job) {
        this.id = id;
        this.job = job;
        this.createdAt = Instant.now();
    }

    public UUID id() {
        return id;
    }

    /// Its place among all of its kind, oldest first.
    public long sequence() {
        return sequence;
    }

    public Job job() {
        return job;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
