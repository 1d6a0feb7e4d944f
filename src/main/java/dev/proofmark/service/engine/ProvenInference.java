package dev.proofmark.service.engine;

import dev.proofmark.service.tensors.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One proof with what it states.
///
/// @param outputs the public outputs, in the model's units
public record ProvenInference(byte[] proof, byte[] statement, Map<String, Tensor> outputs) {
    public ProvenInference {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
