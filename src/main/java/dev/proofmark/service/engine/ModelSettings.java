package dev.proofmark.service.engine;

import dev.proofmark.service.tensors.Visibility;
import java.util.List;
import java.util.Map;

/// How a model is to be compiled and registered.
///
/// @param shapes lengths of the axes of inputs, by input name
/// @param inputRanges admitted values, by input name
/// @param seed what the blindings of the weights are derived from; secret
/// @param warnings what the owner should know about these settings
public record ModelSettings(
        Map<String, List<Integer>> shapes,
        Map<String, Range> inputRanges,
        Precision precision,
        Visibility outputVisibility,
        byte[] seed,
        List<String> warnings) {

    /// Lowest and highest admitted value.
    public record Range(double low, double high) {}

    /// How finely activations are represented.
    public enum Precision {
        DEFAULT,
        HIGH
    }

    public ModelSettings {
        shapes = Map.copyOf(shapes);
        inputRanges = Map.copyOf(inputRanges);
        warnings = List.copyOf(warnings);
    }

    @Override
    public String toString() {
        return "ModelSettings[shapes=%s, inputRanges=%s, precision=%s, outputVisibility=%s]"
                .formatted(shapes, inputRanges, precision, outputVisibility);
    }
}
