package dev.proofmark.bench;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.testing.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Turns a model folder into requests: nested lists by input name, or, where the folder itself holds flat lists
/// (`input.json`), those as they are.
public final class ModelCases {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ModelCases() {
    }

    public static ModelCase read(Path path) throws IOException {
        ModelFolder folder = ModelFolder.read(path);
        if (folder.samples().isEmpty()) {
            throw new IOException("no test data in " + path);
        }
        Path flat = path.resolve("input.json");
        List<ModelCase.Sample> samples = Files.exists(flat)
                ? List.of(new ModelCase.Sample("\"input_data\": " + JSON.readTree(flat.toFile()).path("input_data"),
                        expected(folder.samples().getFirst())))
                : folder.samples().stream().map(s -> new ModelCase.Sample(inputs(s), expected(s))).toList();
        return new ModelCase(folder.name(), folder.model(), folder.externalData(), samples);
    }

    private static String inputs(ModelFolder.Sample sample) {
        return sample.inputs().entrySet().stream()
                .map(input -> JSON.writeValueAsString(input.getKey()) + ": " + nested(input.getValue()))
                .collect(Collectors.joining(", ", "\"inputs\": {", "}"));
    }

    private static List<double[]> expected(ModelFolder.Sample sample) {
        return sample.expected().values().stream().map(DenseTensor::values).toList();
    }

    private static String nested(DenseTensor tensor) {
        StringBuilder json = new StringBuilder();
        write(json, tensor, 0, 0);
        return json.toString();
    }

    /// Writes the part of the tensor that starts at element `from` below `axis`; returns how many elements it has.
    private static int write(StringBuilder json, DenseTensor tensor, int axis, int from) {
        if (axis == tensor.shape().rank()) {
            json.append(tensor.values()[from]);
            return 1;
        }
        int written = 0;
        json.append('[');
        for (int i = 0; i < tensor.shape().length(axis); i++) {
            json.append(i == 0 ? "" : ",");
            written += write(json, tensor, axis + 1, from + written);
        }
        json.append(']');
        return written;
    }
}
