package dev.proofmark.bench;

import java.util.List;
import java.util.Map;

/// A real model with test inputs and what it is expected to answer.
///
/// @param files the file names and bytes of external data
/// @param samples at least one
public record ModelCase(String name, byte[] model, Map<String, byte[]> files, List<Sample> samples) {
    /// @param request a proof request's `inputs` or `input_data`, as a JSON member
    /// @param expected the model's outputs in order, flattened
    public record Sample(String request, List<double[]> expected) {
        /// The body of a proof request.
        public String body(String context) {
            return "{" + request + ", \"context\": \"" + context + "\"}";
        }
    }

    /// The calibration document made of the test inputs themselves.
    public String calibration() {
        StringBuilder document = new StringBuilder("{\"samples\": [");
        for (int i = 0; i < samples.size(); i++) {
            document.append(i == 0 ? "" : ", ").append('{').append(samples.get(i).request()).append('}');
        }
        return document.append("]}").toString();
    }

    /// The upload of this model, calibrated on its own test inputs.
    public Multipart upload() {
        Multipart parts = new Multipart().file("model", "model.onnx", model);
        files.forEach((file, content) -> parts.file("externalData", file, content));
        return parts.json("calibration", calibration());
    }
}
