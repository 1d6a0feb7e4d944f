package dev.proofmark.service.proofs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.jobs.JobStatus;
import dev.proofmark.service.jobs.JobTimings;
import dev.proofmark.service.tensors.TensorView;
import dev.proofmark.service.tensors.Visibility;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// A proof's page.
///
/// @param stage what the prover is at
/// @param queuePosition 1 for the next proof; 101 for all behind the first hundred; absent when it is not waiting
/// @param cancelRequested whether a running job has been told to stop
/// @param outputVisibility whether the statement shows the outputs; absent before there are any
/// @param outputs what the model gave, in its units; private ones are on this page only, not in lists
/// @param outputsProblem why private outputs that there should be cannot be shown
/// @param problem why the proof is `FAILED`
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Proof")
record ProofView(
        UUID id,
        UUID modelId,
        JobStatus status,
        String stage,
        int percent,
        Integer queuePosition,
        Boolean cancelRequested,
        Visibility inputVisibility,
        String context,
        Visibility outputVisibility,
        Map<String, TensorView> outputs,
        Problem outputsProblem,
        Digests digests,
        JobTimings timings,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Problem problem) {

    /// SHA-256 of the files.
    @Schema(name = "ProofDigests")
    record Digests(String proof, String statement) {}

    /// With the outputs that its statement shows.
    static ProofView of(Proof proof, Map<Long, Integer> positions) {
        return of(proof, proof.outputs(), null, positions);
    }

    /// @param outputs null where there are none to be shown
    static ProofView of(
            Proof proof, Map<String, TensorView> outputs, Problem outputsProblem, Map<Long, Integer> positions) {
        Job job = proof.job();
        return new ProofView(
                proof.id(),
                proof.model().id(),
                job.status(),
                job.stage(),
                job.percent(),
                positions.get(job.id()),
                job.status() == JobStatus.RUNNING && job.cancelRequested() ? true : null,
                proof.inputVisibility(),
                proof.context(),
                proof.hiddenOutputs() != null ? Visibility.PRIVATE : proof.outputs() != null ? Visibility.PUBLIC : null,
                outputs,
                outputsProblem,
                proof.proof() == null ? null : new Digests(proof.proof().digest(), proof.statement().digest()),
                job.timings(),
                proof.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.problem());
    }
}
