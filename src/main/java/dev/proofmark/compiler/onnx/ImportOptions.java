package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.onnx.file.ImportLimits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What the caller says about a model's inputs.
///
/// @param shapes            input name to shape: binds symbolic axes, and must agree with fixed ones
/// @param calibrationShapes input name to shape of the calibration samples: binds what `shapes` does not, where it agrees
/// @param publicScalars     names of constants of one element that need not be hidden
/// @param limits            bounds against hostile files
public record ImportOptions(
        Map<String, List<Integer>> shapes, Map<String, List<Integer>> calibrationShapes, Set<String> publicScalars,
        ImportLimits limits) {

    public ImportOptions {
        shapes = Map.copyOf(shapes);
        calibrationShapes = Map.copyOf(calibrationShapes);
        publicScalars = Set.copyOf(publicScalars);
        Objects.requireNonNull(limits, "limits");
    }

    /// Nothing said: symbolic axes become one.
    public static ImportOptions defaults() {
        return new ImportOptions(Map.of(), Map.of(), Set.of(), ImportLimits.DEFAULT);
    }

    public ImportOptions withShapes(Map<String, List<Integer>> bound) {
        return new ImportOptions(bound, calibrationShapes, publicScalars, limits);
    }

    public ImportOptions withCalibrationShapes(Map<String, List<Integer>> observed) {
        return new ImportOptions(shapes, observed, publicScalars, limits);
    }

    public ImportOptions withPublicScalars(Set<String> declared) {
        return new ImportOptions(shapes, calibrationShapes, declared, limits);
    }

    public ImportOptions withLimits(ImportLimits changed) {
        return new ImportOptions(shapes, calibrationShapes, publicScalars, changed);
    }
}
