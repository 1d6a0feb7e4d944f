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

/// A model's page.
///
/// @param name the file name of the upload
/// @param problem why the model is `FAILED`
/// @param inputs what the model takes; ranges are final once it is `READY`
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Model")
record ModelView(
        UUID id,
        String name,
        ModelStatus status,
        Progress progress,
        Instant createdAt,
        Instant finishedAt,
        Digests digests,
        List<Signature.Port> inputs,
        List<Signature.Port> outputs,
        Long parameters,
        ModelReport.Accuracy accuracy,
        ModelReport.CircuitSize circuit,
        ModelReport.PredictedCost predictedCost,
        List<String> report,
        List<String> warnings,
        Problem problem) {

    /// How far the registration is.
    ///
    /// @param queuePosition 1 for the next registration; 101 for all behind the first hundred; absent when it is not waiting
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Progress")
    record Progress(String stage, int percent, Integer queuePosition) {}

    /// @param model SHA-256 of the uploaded ONNX file
    /// @param key the digest by which statements name the verification key
    /// @param verificationKey SHA-256 of the verification key's file
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ModelDigests")
    record Digests(String model, String key, String verificationKey) {}

    static ModelView of(Model model, Map<Long, Integer> positions) {
        Job job = model.job();
        ModelReport report = model.report();
        Signature signature = model.signature();
        return new ModelView(
                model.id(),
                model.name(),
                model.status(),
                new Progress(job.stage(), job.status() == JobStatus.SUCCEEDED ? 100 : job.percent(),
                        positions.get(job.id())),
                model.createdAt(),
                job.finishedAt(),
                new Digests(model.modelDigest(), model.keyDigest(),
                        model.verificationKey() == null ? null : model.verificationKey().digest()),
                signature.inputs(),
                signature.outputs(),
                report == null ? null : report.parameters(),
                report == null ? null : report.accuracy(),
                report == null ? null : report.circuit(),
                report == null ? null : report.predictedCost(),
                report == null ? List.of() : report.notes(),
                report == null ? List.of() : report.warnings(),
                job.problem());
    }
}
