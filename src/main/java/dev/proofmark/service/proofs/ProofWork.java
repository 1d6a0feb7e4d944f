package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.artifacts.NamedArtifact;
import dev.proofmark.service.artifacts.ProvisionalArtifacts;
import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.engine.ProvenInference;
import dev.proofmark.service.engine.ProvingMaterial;
import dev.proofmark.service.engine.WorkCancelledException;
import dev.proofmark.service.engine.WorkMonitor;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.jobs.JobHandler;
import dev.proofmark.service.jobs.JobKind;
import dev.proofmark.service.jobs.WaitsForJobException;
import dev.proofmark.service.models.KeyRenewals;
import dev.proofmark.service.tensors.TensorCodec;
import dev.proofmark.service.tensors.Visibility;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The job that proves one inference.
@Component
class ProofWork implements JobHandler {
    private final InferenceEngine engine;
    private final ArtifactStore artifacts;
    private final JdbcClient database;
    private final ProofRepository proofs;
    private final EntityManager entities;
    private final UnnamedArtifacts unnamed;
    private final KeyRenewals renewals;

    ProofWork(InferenceEngine engine, ArtifactStore artifacts, JdbcClient database, ProofRepository proofs,
            EntityManager entities, UnnamedArtifacts unnamed, KeyRenewals renewals) {
        this.engine = engine;
        this.artifacts = artifacts;
        this.database = database;
        this.proofs = proofs;
        this.entities = entities;
        this.unnamed = unnamed;
        this.renewals = renewals;
    }

    @Override
    public JobKind kind() {
        return JobKind.PROVE;
    }

    private record Order(UUID model, UUID proof, int keyFormat, String plan, String provingKey, String input,
            Visibility inputVisibility, String context) {
        NamedArtifact plan(ArtifactKind kind) {
            return new NamedArtifact(kind, "model " + model, ArtifactRef.parse(kind == ArtifactKind.PLAN ? plan : provingKey));
        }
    }

    @Override
    public Optional<String> order(long jobId) {
        return database.sql("select 'proof ' || id from proof where job_id = ?").param(jobId).query(String.class).optional();
    }

    @Override
    public Runnable run(long jobId, WorkMonitor monitor) {
        Order order = database.sql("""
                        select m.id, p.id, m.key_format, m.plan_artifact, m.proving_key_artifact, p.input_artifact, p.input_visibility, p.context
                        from proof p join model m on m.id = p.model_id where p.job_id = ?""")
                .param(jobId)
                .query((row, number) -> new Order(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                        row.getInt(3), row.getString(4), row.getString(5), row.getString(6),
                        Visibility.valueOf(row.getString(7)), row.getString(8)))
                .single();
        if (order.plan() == null || order.input() == null) {
            throw new WorkCancelledException(); // the model was deleted meanwhile; the cancellation is on its way
        }
        demandFormat(order);
        monitor.progress("load", 0);
        NamedArtifact plan = order.plan(ArtifactKind.PLAN);
        NamedArtifact provingKey = order.plan(ArtifactKind.PROVING_KEY);
        byte[] input = new NamedArtifact(ArtifactKind.INPUT, "proof " + order.proof(), ArtifactRef.parse(order.input()))
                .load(artifacts);
        ProvenInference proven = engine.prove(
                new ProvingMaterial(provingKey.ref().digest(), () -> plan.load(artifacts), () -> provingKey.load(artifacts)),
                TensorCodec.decode(input), order.inputVisibility(), order.context(), monitor);
        monitor.progress("store", 0.98);
        return store(jobId, order.keyFormat(), proven);
    }

    /// A proof that was asked for before an upgrade waits for the model's new key.
    private void demandFormat(Order order) {
        if (order.keyFormat() < engine.keyFormat()) {
            throw new WaitsForJobException(renewals.jobFor(order.model()));
        }
        if (order.keyFormat() > engine.keyFormat()) {
            throw ProblemException.of(ProblemCode.FORMAT_NOT_SUPPORTED,
                    "the model's key has a newer format than this node's: start nodes of one version only",
                    engine.keyFormat(), order.keyFormat());
        }
    }

    private Runnable store(long jobId, int keyFormat, ProvenInference proven) {
        try (ProvisionalArtifacts files = new ProvisionalArtifacts(artifacts)) {
            ArtifactRef hidden = switch (proven.outputVisibility()) {
                case PUBLIC -> null;
                case PRIVATE -> files.seal(TensorCodec.encode(proven.outputs()));
            };
            ArtifactRef statement = artifacts.store(Protection.OPEN, proven.statement());
            ArtifactRef proof = artifacts.store(Protection.OPEN, proven.proof());
            files.keep();
            return () -> {
                unnamed.name(statement, proven.statement());
                unnamed.name(proof, proven.proof());
                proofs.findByJob(jobId).orElseThrow().proven(keyFormat, statement, proof, proven.outputs(), hidden);
                entities.flush();
            };
        }
    }

    /// Erases the inputs: nothing will ask for them again.
    @Override
    public void tidy(List<Long> jobIds) {
        List<String> inputs = database.sql("""
                        update proof set input_artifact = null
                        from (select id, input_artifact from proof
                            where job_id in (:jobs) and input_artifact is not null for update) held
                        where proof.id = held.id returning held.input_artifact""")
                .param("jobs", jobIds)
                .query(String.class)
                .list();
        inputs.forEach(text -> artifacts.erase(ArtifactRef.parse(text)));
    }
}
