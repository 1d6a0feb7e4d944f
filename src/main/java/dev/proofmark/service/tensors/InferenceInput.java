package dev.proofmark.service.tensors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a client sent to run a model on, not yet held against the model.
///
/// @param named tensors by input name; empty when they came in order
/// @param ordered flat lists in the model's input order; empty when they came by name
public record InferenceInput(
        Map<String, Tensor> named, List<Tensor> ordered, Visibility visibility, String context) {
    public InferenceInput {
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
        ordered = List.copyOf(ordered);
    }

    long elements() {
        return Stream.concat(named.values().stream(), ordered.stream()).mapToLong(tensor -> tensor.values().length).sum();
    }
}
