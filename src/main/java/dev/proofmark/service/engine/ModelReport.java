package dev.proofmark.service.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/// What a model's page tells about its compiled form.
///
/// @param parameters numbers of the model that became weights
/// @param accuracy distance from the float model; absent when it could not be measured
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelReport(
        long parameters,
        @Schema(description = "axes and operators, in the order of the model") List<String> notes,
        List<String> warnings,
        Accuracy accuracy,
        CircuitSize circuit,
        PredictedCost predictedCost) {
    public ModelReport {
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /// The same report with more warnings.
    public ModelReport warning(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new ModelReport(parameters, notes, all, accuracy, circuit, predictedCost);
    }

    /// Distance of the proven integer program from the float model, on the calibration data.
    ///
    /// @param reference what computed the float outputs
    /// @param maxError largest difference of an output element
    /// @param meanError mean difference of an output element
    /// @param labelAgreement share of samples whose largest output is the same; absent for single outputs
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Accuracy(String reference, int samples, double maxError, double meanError, Double labelAgreement) {}

    /// @param lookups table lookups of one proof
    /// @param tableRows rows of all tables
    /// @param committedCells activations committed per proof
    /// @param weightCells weights committed in the key
    public record CircuitSize(long lookups, long tableRows, long committedCells, long weightCells, long constraints) {}

    /// What one proof is expected to cost.
    ///
    /// @param proveSeconds of one core
    /// @param proofBytes of the proof's messages, its statement apart
    /// @param keyBytes of the verification key
    /// @param proverBytes heap of one proof, the proving key included
    public record PredictedCost(double proveSeconds, double verifySeconds, long proofBytes, long keyBytes,
                                long proverBytes) {}
}
