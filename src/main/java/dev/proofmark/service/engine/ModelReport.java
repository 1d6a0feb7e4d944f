package dev.proofmark.service.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model's page tells about its compiled form.
///
/// @param notes axes and operators, in the order of the model
/// @param proofWork units of the prover's operations in one proof by their names, of which forecasts are made; empty where
///     nothing was counted
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelReport(
        long parameters,
        List<String> notes,
        List<String> warnings,
        Accuracy accuracy,
        CircuitSize circuit,
        PredictedCost predictedCost,
        @Nullable Map<String, Long> proofWork) {
    public ModelReport {
        proofWork = proofWork == null ? Map.of() : Map.copyOf(proofWork);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /// The same report with more warnings.
    public ModelReport warning(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new ModelReport(parameters, notes, all, accuracy, circuit, predictedCost, proofWork);
    }

    /// Distance of the proven integer program from the float model.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "Distance of the proven integer program from the float model, on the calibration data")
    public record Accuracy(
            @Schema(description = "What computed the float outputs", example = "onnxruntime 1.28.0") String reference,
            @Schema(description = "How many samples were compared", example = "64") int samples,
            @Schema(description = "Largest difference of an output element", example = "0.0009") double maxError,
            @Schema(description = "Mean difference of an output element", example = "0.0002") double meanError,
            @Schema(description = "Share of samples whose largest output is the same; absent for single outputs",
                    example = "1.0") @Nullable Double labelAgreement) {}

    /// How large the circuit is.
    @Schema(description = "How large the circuit is")
    public record CircuitSize(
            @Schema(description = "Table lookups of one proof", example = "5120") long lookups,
            @Schema(description = "Rows of all tables", example = "4096") long tableRows,
            @Schema(description = "Activations committed in one proof", example = "2048") long committedCells,
            @Schema(description = "Weights committed in the key", example = "1024") long weightCells,
            @Schema(description = "Constraints", example = "24") long constraints) {}

    /// What one proof is expected to cost.
    @Schema(description = "What one proof is expected to cost")
    public record PredictedCost(
            @Schema(description = "Wall-clock seconds from the start to the end of the job that makes it, on a node with nothing else to"
                    + " do; at prices measured on this host once, at fixed ones before that", example = "0.4") double proveSeconds,
            @Schema(description = "Seconds of one core to verify it", example = "0.03") double verifySeconds,
            @Schema(description = "Bytes of its messages, its statement apart", example = "20480") long proofBytes,
            @Schema(description = "Bytes of the verification key", example = "16384") long keyBytes,
            @Schema(description = "Heap that making it needs, the proving key included", example = "33554432") long proverBytes) {
        /// The same with other seconds to make it.
        PredictedCost proving(double seconds) {
            return new PredictedCost(seconds, verifySeconds, proofBytes, keyBytes, proverBytes);
        }
    }
}
