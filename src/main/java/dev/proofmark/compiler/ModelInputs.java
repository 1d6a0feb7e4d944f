package dev.proofmark.compiler;

import dev.proofmark.compiler.graph.DenseTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The inputs of one inference as a client gives them: by name, or in the order of the model. Not yet checked.
///
/// A tensor may be flat (one axis) instead of having the model's shape.
public record ModelInputs(Map<String, DenseTensor> named, List<DenseTensor> ordered) {

    public ModelInputs {
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
        ordered = List.copyOf(ordered);
        if (!named.isEmpty() && !ordered.isEmpty()) {
            throw new IllegalArgumentException("inputs either by name or in order");
        }
    }

    public static ModelInputs named(Map<String, DenseTensor> tensors) {
        return new ModelInputs(tensors, List.of());
    }

    public static ModelInputs ordered(List<DenseTensor> tensors) {
        return new ModelInputs(Map.of(), tensors);
    }
}
