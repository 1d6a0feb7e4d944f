package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.artifacts.NamedArtifact;
import dev.proofmark.service.artifacts.ProvisionalArtifacts;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.http.Cursor;
import dev.proofmark.service.http.Page;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.jobs.JobKind;
import dev.proofmark.service.jobs.JobQueue;
import dev.proofmark.service.jobs.JobStatus;
import dev.proofmark.service.models.Model;
import dev.proofmark.service.models.ModelRegistry;
import dev.proofmark.service.models.ModelUpload;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.InputCheck;
import dev.proofmark.service.tensors.Signature.Port;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.TensorCodec;
import dev.proofmark.service.tensors.TensorView;
import jakarta.persistence.EntityManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// The proofs of this service: asks for, shows, cancels, removes.
@Component
public class ProofRequests {
    private final ProofRepository proofs;
    private final ModelRegistry models;
    private final JobQueue jobs;
    private final ArtifactStore artifacts;
    private final UnnamedArtifacts unnamed;
    private final EntityManager entities;
    private final TransactionOperations transaction;

    ProofRequests(ProofRepository proofs, ModelRegistry models, JobQueue jobs, ArtifactStore artifacts,
            UnnamedArtifacts unnamed, EntityManager entities, PlatformTransactionManager transactions) {
        this.proofs = proofs;
        this.models = models;
        this.jobs = jobs;
        this.artifacts = artifacts;
        this.unnamed = unnamed;
        this.entities = entities;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Says early that no proof could be queued now.
    ///
    /// **Errors** `queue-full`.
    void refuseWhenFull() {
        jobs.refuseWhenFull(JobKind.PROVE);
    }

    /// Queues a proof of a model that takes proofs; where the model's key is being renewed, it waits for that.
    ///
    /// @param request reads what the client sent, given what the model takes
    public UUID add(UUID modelId, Function<List<Port>, InferenceInput> request) {
        refuseWhenFull();
        Model asked = models.takingProofs(modelId);
        List<Port> ports = asked.signature().inputs();
        InferenceInput input = request.apply(ports);
        Map<String, Tensor> tensors = InputCheck.check(ports, input);
        try (ProvisionalArtifacts files = new ProvisionalArtifacts(artifacts)) {
            ArtifactRef sealed = files.seal(TensorCodec.encode(tensors));
            Optional<Long> renewal = models.renewalOf(asked);
            return files.commit(() -> transaction.execute(status -> {
                // locks are taken as a renewal that ends takes them: its job's, then the model's
                ModelRegistry.Kept kept = models.keep(modelId, renewal.filter(jobs::await));
                long memory = kept.waitsFor().isPresent() ? JobQueue.NOT_KNOWN_YET
                        : kept.model().report().predictedCost().proverBytes();
                return persist(kept.model(), kept.waitsFor(), memory, input, sealed);
            }));
        }
    }

    /// Adds a model and queues a proof of it.
    public UUID add(ModelUpload upload, InferenceInput input) {
        refuseWhenFull();
        models.refuseWhenFull();
        Map<String, Tensor> tensors = InputCheck.check(upload.signature().inputs(), input);
        try (ProvisionalArtifacts files = new ProvisionalArtifacts(artifacts)) {
            ModelRegistry.StoredUpload stored = models.store(upload, files);
            ArtifactRef sealed = files.seal(TensorCodec.encode(tensors));
            return files.commit(() -> transaction.execute(status -> {
                Model model = models.add(stored);
                return persist(model, Optional.of(model.job().id()), JobQueue.NOT_KNOWN_YET, input, sealed);
            }));
        }
    }

    @Transactional(readOnly = true)
    public ProofView view(UUID id) {
        Proof proof = find(id);
        Map<Long, Integer> positions =
                proof.job().status() == JobStatus.QUEUED ? jobs.positions(List.of(proof.job().id())) : Map.of();
        if (proof.hiddenOutputs() == null) {
            return ProofView.of(proof, positions);
        }
        try {
            byte[] outputs = proof.named(ArtifactKind.OUTPUTS).load(artifacts);
            return ProofView.of(proof, TensorView.of(TensorCodec.decode(outputs)), null, positions);
        } catch (ProblemException e) {
            return ProofView.of(proof, null, e.problem(), positions);
        }
    }

    @Transactional(readOnly = true)
    public Page<ProofView> page(UUID modelId, JobStatus status, String cursor, Integer limit) {
        int size = Cursor.limit(limit);
        Set<JobStatus> statuses = status == null ? EnumSet.allOf(JobStatus.class) : EnumSet.of(status);
        List<Proof> rows = proofs.page(Cursor.decode(cursor), statuses, modelId == null,
                modelId == null ? new UUID(0, 0) : modelId, Limit.of(size + 1));
        return jobs.page(rows, size, Proof::job, ProofView::of);
    }

    /// What verifies a proof: its bytes, its statement, and the key that it was made under.
    public record Verifiable(NamedArtifact proof, NamedArtifact statement, NamedArtifact key) {}

    /// **Errors** `proof-not-found`, `proof-not-ready`.
    @Transactional(readOnly = true)
    public Verifiable verifiable(UUID id) {
        Proof proof = finished(id);
        return new Verifiable(proof.named(ArtifactKind.PROOF), proof.named(ArtifactKind.STATEMENT),
                proof.key().of(proof.model().id()));
    }

    /// The proof's row, with its bytes there.
    @Transactional(readOnly = true)
    public Proof finished(UUID id) {
        Proof proof = find(id);
        if (proof.job().status() != JobStatus.SUCCEEDED) {
            throw ProblemException.of(ProblemCode.PROOF_NOT_READY, "the proof's bytes are not there",
                    JobStatus.SUCCEEDED, proof.job().status());
        }
        return proof;
    }

    /// Cancels the proof's work, at once when it is queued, soon when it runs. A proof whose work has ended, in whatever
    /// way, is removed: its row, and all its files that no other row names.
    ///
    /// Locks are taken as all take them who tidy up after a job or end it: the job's, then the proof's.
    ///
    /// @return the proof's page; empty when it is removed
    public Optional<ProofView> delete(UUID id) {
        List<ArtifactRef> files = transaction.execute(status -> {
            long job = proofs.findJob(id).orElseThrow(() -> unknown(id));
            jobs.hold(job);
            if (jobs.cancel(job).isPresent()) {
                return null;
            }
            Proof proof = find(id);
            List<ArtifactRef> released = proof.files();
            proofs.delete(proof);
            entities.flush();
            jobs.forget(job);
            return released;
        });
        if (files == null) {
            return Optional.of(view(id));
        }
        files.forEach(unnamed::erase);
        return Optional.empty();
    }

    private UUID persist(
            Model model, Optional<Long> waitsFor, long memoryBytes, InferenceInput input, ArtifactRef sealed) {
        long jobId = jobs.enqueue(JobKind.PROVE, waitsFor, memoryBytes);
        Proof proof = new Proof(UUID.randomUUID(), entities.find(Job.class, jobId), model, input.visibility(),
                input.context(), sealed);
        entities.persist(proof);
        entities.flush();
        return proof.id();
    }

    private Proof find(UUID id) {
        return proofs.find(id).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.of(ProblemCode.PROOF_NOT_FOUND, "there is no proof " + id);
    }
}
