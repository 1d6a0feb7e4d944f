package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.engine.ProvenInference;
import dev.proofmark.service.engine.ProvingMaterial;
import dev.proofmark.service.engine.WorkCancelledException;
import dev.proofmark.service.engine.WorkMonitor;
import dev.proofmark.service.jobs.JobHandler;
import dev.proofmark.service.jobs.JobKind;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.TensorCodec;
import dev.proofmark.service.tensors.Visibility;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The job that proves one inference.
@Component
class ProofWork implements JobHandler {
    private final InferenceEngine engine;
    private final ArtifactStore artifacts;
    private final JdbcClient database;
    private final ProofRepository proofs;

    ProofWork(InferenceEngine engine, ArtifactStore artifacts, JdbcClient database, ProofRepository proofs) {
        this.engine = engine;
        this.artifacts = artifacts;
        this.database = database;
        this.proofs = proofs;
    }

    @Override
    public JobKind kind() {
        return JobKind.PROVE;
    }

    private record Order(
            String plan, String provingKey, String input, Visibility inputVisibility, String context) {}

    @Override
    public Runnable run(long jobId, WorkMonitor monitor) {
        Order order = database.sql("""
                        select m.plan_artifact, m.proving_key_artifact, p.input_artifact, p.input_visibility, p.context
                        from proof p join model m on m.id = p.model_id where p.job_id = ?""")
                .param(jobId)
                .query((row, number) -> new Order(row.getString(1), row.getString(2), row.getString(3),
                        Visibility.valueOf(row.getString(4)), row.getString(5)))
                .single();
        if (order.plan() == null || order.input() == null) {
            throw new WorkCancelledException(); // the model was deleted meanwhile; the cancellation is on its way
        }
        monitor.progress("load", 0);
        ArtifactRef plan = ArtifactRef.parse(order.plan());
        ArtifactRef provingKey = ArtifactRef.parse(order.provingKey());
        Map<String, Tensor> inputs = TensorCodec.decode(artifacts.load(ArtifactRef.parse(order.input())));
        ProvenInference proven = engine.prove(
                new ProvingMaterial(provingKey.digest(), () -> artifacts.load(plan), () -> artifacts.load(provingKey)),
                inputs, order.inputVisibility(), order.context(), monitor);
        monitor.progress("store", 0.98);
        ArtifactRef statement = artifacts.store(Protection.OPEN, proven.statement());
        ArtifactRef proof = artifacts.store(Protection.OPEN, proven.proof());
        ArtifactRef hidden = switch (proven.outputVisibility()) {
            case PUBLIC -> null;
            case PRIVATE -> artifacts.store(Protection.SEALED, TensorCodec.encode(proven.outputs()));
        };
        return () -> proofs.findByJob(jobId).orElseThrow().proven(statement, proof, proven.outputs(), hidden);
    }

    /// Erases the inputs of proofs whose jobs have ended: nothing will ask for them again.
    @Override
    public void tidy() {
        List<String> erased = database.sql("""
                        with ended as (
                            select p.id, p.input_artifact from proof p join job j on j.id = p.job_id
                            where p.input_artifact is not null and j.status in ('SUCCEEDED', 'FAILED', 'CANCELLED')
                            for update of p skip locked)
                        update proof set input_artifact = null from ended where proof.id = ended.id
                        returning ended.input_artifact""")
                .query(String.class)
                .list();
        erased.forEach(text -> artifacts.erase(ArtifactRef.parse(text)));
    }
}
