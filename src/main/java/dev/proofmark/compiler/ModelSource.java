package dev.proofmark.compiler;

import java.util.Map;
import java.util.Objects;

/// An uploaded model: the ONNX file and the files that it refers to.
///
/// @param model        the bytes of the ONNX file; not copied, read only
/// @param externalData file name, exactly as the model refers to it, to content
public record ModelSource(byte[] model, Map<String, ExternalFile> externalData) {

    public ModelSource {
        Objects.requireNonNull(model, "model");
        externalData = Map.copyOf(externalData);
    }

    public static ModelSource of(byte[] model) {
        return new ModelSource(model, Map.of());
    }
}
