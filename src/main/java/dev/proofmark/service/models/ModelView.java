package dev.proofmark.service.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.proofmark.service.engine.ModelReport;
import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.jobs.JobStatus;
import dev.proofmark.service.tensors.Signature;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A model's page.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Model", description = "A model's page")
record ModelView(
        @Schema(description = "The model's id") UUID id,
        @Schema(description = "The file name of the upload", example = "credit-scoring.onnx") String name,
        @Schema(description = "What the model is good for: proofs can be asked for while it is `READY`, and while it is"
                + " `RENEWING`, when they wait for its new key; proofs of a `DELETED` one can still be verified, and those of an `OUTDATED`"
                + " one by a verifier of their format") ModelStatus status,
        Progress progress,
        @Schema(description = "When it was uploaded") Instant createdAt,
        @Schema(description = "When its registration ended, the last one where there were several; absent before") @Nullable Instant finishedAt,
        @Schema(description = "When it was deleted; absent before") @Nullable Instant deletedAt,
        Digests digests,
        @Schema(description = "The format of its key, and of proofs under it; absent until it is `READY`",
                example = "1") @Nullable Integer keyFormat,
        @Schema(description = "Its registration again, because its key has an older format: there while it is `RENEWING` or"
                + " `OUTDATED`") @Nullable Renewal renewal,
        @Schema(description = "What the model takes; ranges are final once it is `READY`") List<Signature.Port> inputs,
        @Schema(description = "What the model gives") List<Signature.Port> outputs,
        @Schema(description = "Numbers of the model that became weights; absent until it is `READY`",
                example = "1473") @Nullable Long parameters,
        @Schema(description = "Distance from the float model; absent until it is `READY`") ModelReport.@Nullable Accuracy accuracy,
        @Schema(description = "Size of the circuit; absent until it is `READY`") ModelReport.@Nullable CircuitSize circuit,
        @Schema(description = "What one proof is expected to cost; absent until it is `READY`") ModelReport.@Nullable PredictedCost predictedCost,
        @Schema(description = "Axes and operators, in the order of the model; empty until it is `READY`",
                example = "[\"3 x MatMul\", \"2 x Relu\"]") List<String> report,
        @Schema(description = "What the owner should know; complete once it is `READY`",
                example = "[\"Only 2 calibration samples: activations far outside of what it shows are clipped.\"]") List<String> warnings,
        @Schema(description = "Why the model is `FAILED` or `OUTDATED`") @Nullable Problem problem) {

    /// How far the registration is.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Progress", description = "How far the registration is")
    record Progress(
            @Schema(description = "What it is at; absent before it begins", example = "quantise") @Nullable String stage,
            @Schema(description = "How much is done", example = "5", minimum = "0", maximum = "100") int percent,
            @Schema(description = "1 for the next registration; 101 for all behind the first hundred; absent when it is not waiting",
                    example = "1") @Nullable Integer queuePosition) {}

    @Schema(name = "Renewal", description = "The registration again of a model whose key has an older format")
    record Renewal(
            @Schema(description = "The format that its key is to have", example = "2") int format,
            @Schema(description = "How often it was tried, this time included", example = "1") int attempts,
            @Schema(description = "Whether, should this time fail, a later start of the service tries again") boolean triedAgain) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ModelDigests", description = "Digests of the model and its key, lower-case hexadecimal")
    record Digests(
            @Schema(description = "SHA-256 of the uploaded ONNX file", example = SHA_256) String model,
            @Schema(description = "The digest by which statements name the verification key; absent until it is `READY`",
                    example = SHA_256) @Nullable String key,
            @Schema(description = "SHA-256 of the verification key's file; absent until it is `READY`",
                    example = SHA_256) @Nullable String verificationKey) {
        private static final String SHA_256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    }

    /// @param format of the keys that this version makes
    static ModelView of(Model model, int format, Map<Long, Integer> positions) {
        Job job = model.registration(format);
        PublicKey key = model.publicKey();
        ModelReport report = model.report();
        Signature signature = model.signature();
        return new ModelView(
                model.id(),
                model.name(),
                model.status(format),
                job == null ? new Progress(null, 0, null)
                        : new Progress(job.stage(), job.status() == JobStatus.SUCCEEDED ? 100 : job.percent(), positions.get(job.id())),
                model.createdAt(),
                job == null ? null : job.finishedAt(),
                model.deletedAt(),
                new Digests(model.modelDigest(), key == null ? null : key.digest(), key == null ? null : key.file().digest()),
                key == null ? null : key.format(),
                renewal(model, format),
                signature.inputs(),
                signature.outputs(),
                report == null ? null : report.parameters(),
                report == null ? null : report.accuracy(),
                report == null ? null : report.circuit(),
                report == null ? null : report.predictedCost(),
                report == null ? List.of() : report.notes(),
                model.warnings(),
                job == null ? null : job.problem());
    }

    private static Renewal renewal(Model model, int format) {
        return switch (model.status(format)) {
            case RENEWING, OUTDATED -> new Renewal(format, model.renewals(format), KeyRenewals.triedAgain(model.renewals(format)));
            case COMPILING, READY, FAILED, DELETED -> null;
        };
    }
}
