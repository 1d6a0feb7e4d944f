package dev.proofmark.service.engine;

import java.util.Map;

/// An uploaded model: the ONNX file, and the external data files it names. Secret.
public record ModelFiles(byte[] model, Map<String, byte[]> externalData) {
    public ModelFiles {
        externalData = Map.copyOf(externalData);
    }

    @Override
    public String toString() {
        return "ModelFiles[%d bytes, external data %s]".formatted(model.length, externalData.keySet());
    }
}
