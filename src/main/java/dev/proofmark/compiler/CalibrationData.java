package dev.proofmark.compiler;

import java.util.List;

/// Typical inputs: they decide the scales of all activations, and the accepted ranges where none are declared.
public record CalibrationData(List<ModelInputs> samples) {

    public CalibrationData {
        samples = List.copyOf(samples);
    }

    public static CalibrationData none() {
        return new CalibrationData(List.of());
    }
}
