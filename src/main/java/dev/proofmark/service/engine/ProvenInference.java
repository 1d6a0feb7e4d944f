package dev.proofmark.service.engine;

import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One proof with what it states.
///
/// @param outputs in the model's units
/// @param outputVisibility whether the statement shows them; private ones are for the caller alone
public record ProvenInference(
        byte[] proof, byte[] statement, Map<String, Tensor> outputs, Visibility outputVisibility) {
    public ProvenInference {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    @Override
    public String toString() {
        return "ProvenInference[outputVisibility=" + outputVisibility + "]";
    }
}
