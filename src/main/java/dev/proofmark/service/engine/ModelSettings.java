package dev.proofmark.service.engine;

import dev.proofmark.service.tensors.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a model is to be compiled and registered.
///
/// @param shapes lengths of the axes of inputs, by input name
/// @param inputRanges admitted values, by input name
/// @param publicScalars names of constants of one element that the key may show
/// @param seed what the blindings of the weights are derived from; secret
/// @param warnings what the owner should know about these settings
public record ModelSettings(
        Map<String, List<Integer>> shapes,
        Map<String, Range> inputRanges,
        Set<String> publicScalars,
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
        publicScalars = publicScalars == null ? Set.of() : Set.copyOf(publicScalars);
        warnings = List.copyOf(warnings);
    }

    @Override
    public String toString() {
        return "ModelSettings[shapes=%s, inputRanges=%s, publicScalars=%s, precision=%s, outputVisibility=%s]"
                .formatted(shapes, inputRanges, publicScalars, precision, outputVisibility);
    }
}
