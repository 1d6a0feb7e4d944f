package dev.proofmark.service.proofs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.jobs.JobStatus;
import dev.proofmark.service.jobs.JobTimings;
import dev.proofmark.service.models.PublicKey;
import dev.proofmark.service.tensors.TensorView;
import dev.proofmark.service.tensors.Visibility;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A proof's page.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Proof", description = "A proof's page")
record ProofView(
        @Schema(description = "The proof's id") UUID id,
        @Schema(description = "The model that it is of") UUID modelId,
        @Schema(description = "Where the work is") JobStatus status,
        @Schema(description = "What the prover is at, or what it waits for; absent before it begins",
                example = "commit") @Nullable String stage,
        @Schema(description = "How much is done", example = "40", minimum = "0", maximum = "100") int percent,
        @Schema(description = "1 for the next proof; 101 for all behind the first hundred; absent when it is not waiting",
                example = "1") @Nullable Integer queuePosition,
        @Schema(description = "Whether running work has been told to stop; absent where it has not") @Nullable Boolean cancelRequested,
        @Schema(description = "Whether the statement shows the inputs") Visibility inputVisibility,
        @Schema(description = "The caller's text that the proof is bound to", example = "application 4711") String context,
        @Schema(description = "Whether the statement shows the outputs; absent before there are any") @Nullable Visibility outputVisibility,
        @Schema(description = "What the model gave, in its units, by output name; private ones are on this page only, not in"
                + " lists") @Nullable Map<String, TensorView> outputs,
        @Schema(description = "Why private outputs that there should be cannot be shown; absent where they can") @Nullable Problem outputsProblem,
        @Schema(description = "Digests of the files and of the key; absent until it is `SUCCEEDED`") @Nullable Digests digests,
        @Schema(description = "The format of the proof, its statement and its key; absent until it is `SUCCEEDED`",
                example = "1") @Nullable Integer format,
        JobTimings timings,
        @Schema(description = "What the model's owner should know: the warnings of the model's page",
                example = "[\"Only 2 calibration samples: activations far outside of what it shows are clipped.\"]") List<String> warnings,
        @Schema(description = "When it was asked for") Instant createdAt,
        @Schema(description = "When the work began; absent before") @Nullable Instant startedAt,
        @Schema(description = "When the work ended; absent before") @Nullable Instant finishedAt,
        @Schema(description = "Why the proof is `FAILED`") @Nullable Problem problem) {

    /// Digests of the files and of the key.
    @Schema(name = "ProofDigests", description = "Digests of the files and of the key, lower-case hexadecimal")
    record Digests(
            @Schema(description = "SHA-256 of the proof's file", example = SHA_256) String proof,
            @Schema(description = "SHA-256 of the statement's file", example = SHA_256) String statement,
            @Schema(description = "The digest by which the statement names the key that the proof was made under, which the model may"
                    + " have replaced since", example = SHA_256) String key) {
        private static final String SHA_256 = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";
    }

    /// With the outputs that its statement shows.
    static ProofView of(Proof proof, Map<Long, Integer> positions) {
        return of(proof, proof.outputs(), null, positions);
    }

    /// @param outputs null where there are none to be shown
    static ProofView of(
            Proof proof, Map<String, TensorView> outputs, Problem outputsProblem, Map<Long, Integer> positions) {
        Job job = proof.job();
        PublicKey key = proof.key();
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
                key == null ? null : new Digests(proof.proof().digest(), proof.statement().digest(), key.digest()),
                key == null ? null : key.format(),
                job.timings(),
                proof.model().warnings(),
                proof.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.problem());
    }
}
