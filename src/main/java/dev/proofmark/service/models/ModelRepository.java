package dev.proofmark.service.models;

import dev.proofmark.service.jobs.JobStatus;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The model rows, those of deleted models among them.
public interface ModelRepository extends Repository<Model, UUID> {
    @Query("select m from Model m join fetch m.job left join fetch m.renewal where m.id = :id")
    Optional<Model> find(UUID id);

    /// The same, kept from being deleted until the transaction ends.
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select m from Model m where m.id = :id")
    Optional<Model> findKeeping(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select m from Model m where m.id = :id")
    Optional<Model> findForChange(UUID id);

    /// Models whose key statements name by this digest, newest first; deleted ones too.
    @Query("select m from Model m where m.keyDigest = :keyDigest order by m.sequence desc")
    List<Model> findByKey(String keyDigest, Limit limit);

    /// Keys that statements name by this digest and that were replaced.
    @Query("select k from EarlierKey k join fetch k.model where k.keyDigest = :keyDigest order by k.replacedAt desc")
    List<EarlierKey> findEarlierKeys(String keyDigest, Limit limit);

    @Query("select m from Model m where m.job.id = :jobId")
    Optional<Model> findByJob(long jobId);

    /// @param statuses of the job that registers the upload
    /// @param renewal the status of those whose registration succeeded; empty for any
    /// @param format of the keys that this version makes
    @Query("""
            select m from Model m join fetch m.job j left join fetch m.renewal r
            where m.sequence < :before and j.status in :statuses
                and ((:deleted = true and m.deletedAt is not null) or (:deleted = false and m.deletedAt is null))
                and (:renewal = '' or :renewal = case when m.keyFormat >= :format then 'READY'
                    when m.soughtFormat < :format or r.finishedAt is null then 'RENEWING' else 'OUTDATED' end)
            order by m.sequence desc""")
    List<Model> page(long before, Collection<JobStatus> statuses, boolean deleted, String renewal, int format, Limit limit);
}
