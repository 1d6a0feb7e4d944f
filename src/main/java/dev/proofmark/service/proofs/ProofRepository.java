package dev.proofmark.service.proofs;

import dev.proofmark.service.jobs.JobStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The proof rows.
public interface ProofRepository extends Repository<Proof, UUID> {
    @Query("select p.job.id from Proof p where p.id = :id")
    Optional<Long> findJob(UUID id);

    @Query("select p from Proof p join fetch p.job join fetch p.model where p.id = :id")
    Optional<Proof> find(UUID id);

    @Query("select p from Proof p join fetch p.model where p.job.id = :jobId")
    Optional<Proof> findByJob(long jobId);

    void delete(Proof proof);

    @Query("""
            select p from Proof p join fetch p.job j join fetch p.model
            where p.sequence < :before and j.status in :statuses and (:anyModel = true or p.model.id = :modelId)
            order by p.sequence desc""")
    List<Proof> page(long before, Collection<JobStatus> statuses, boolean anyModel, UUID modelId, Limit limit);
}
