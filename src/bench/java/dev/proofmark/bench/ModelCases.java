package dev.proofmark.bench;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a model folder: `model.onnx` or `network.onnx`, external data beside it, and test data in one of two forms:
/// `test_data_set_N/{input,output}_K.pb` (ONNX), or `input.json` with `expected_output.json` (flat lists).
public final class ModelCases {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ModelCases() {
    }

    public static ModelCase read(Path folder) throws IOException {
        Path file = Files.exists(folder.resolve("model.onnx")) ? folder.resolve("model.onnx") : folder.resolve("network.onnx");
        byte[] model = Files.readAllBytes(file);
        List<ModelCase.Sample> samples = Files.exists(folder.resolve("input.json"))
                ? List.of(flatSample(folder)) : testSets(folder, ModelProto.parseFrom(model).getGraph());
        if (samples.isEmpty()) {
            throw new IOException("no test data in " + folder);
        }
        return new ModelCase(folder.getFileName().toString(), model, externalData(folder), samples);
    }

    private static Map<String, byte[]> externalData(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".data") || f.toString().endsWith(".bin")).toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static ModelCase.Sample flatSample(Path folder) throws IOException {
        JsonNode inputs = JSON.readTree(Files.readAllBytes(folder.resolve("input.json"))).path("input_data");
        JsonNode outputs = JSON.readTree(Files.readAllBytes(folder.resolve("expected_output.json"))).path("output_data");
        List<double[]> expected = new ArrayList<>();
        for (JsonNode output : outputs.values()) {
            expected.add(output.values().stream().mapToDouble(JsonNode::asDouble).toArray());
        }
        return new ModelCase.Sample("\"input_data\": " + inputs, expected);
    }

    private static List<ModelCase.Sample> testSets(Path folder, GraphProto graph) throws IOException {
        List<String> inputNames = inputNames(graph);
        List<Path> sets;
        try (Stream<Path> all = Files.list(folder)) {
            sets = all.filter(f -> f.getFileName().toString().startsWith("test_data_set_")).sorted().toList();
        }
        List<ModelCase.Sample> samples = new ArrayList<>();
        for (Path set : sets) {
            List<String> members = new ArrayList<>();
            for (int i = 0; i < inputNames.size(); i++) {
                TensorProto input = TensorProto.parseFrom(Files.readAllBytes(set.resolve("input_" + i + ".pb")));
                members.add(JSON.writeValueAsString(inputNames.get(i)) + ": " + nested(input));
            }
            List<double[]> expected = new ArrayList<>();
            for (int o = 0; o < graph.getOutputCount(); o++) {
                expected.add(values(TensorProto.parseFrom(Files.readAllBytes(set.resolve("output_" + o + ".pb")))));
            }
            samples.add(new ModelCase.Sample("\"inputs\": {" + String.join(", ", members) + "}", expected));
        }
        return samples;
    }

    private static List<String> inputNames(GraphProto graph) {
        Set<String> constants = graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        return graph.getInputList().stream().map(ValueInfoProto::getName).filter(name -> !constants.contains(name)).toList();
    }

    private static double[] values(TensorProto tensor) throws IOException {
        if (tensor.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
            throw new IOException("expected test data of type FLOAT, got type " + tensor.getDataType());
        }
        FloatBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        double[] values = new double[Math.max(raw.remaining(), tensor.getFloatDataCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = raw.hasRemaining() ? raw.get() : tensor.getFloatData(i);
        }
        return values;
    }

    private static String nested(TensorProto tensor) throws IOException {
        StringBuilder json = new StringBuilder();
        write(json, values(tensor), tensor.getDimsList(), 0, 0);
        return json.toString();
    }

    /// Writes the part of the tensor that starts at `offset` below axis `axis`; returns how many elements it has.
    private static int write(StringBuilder json, double[] values, List<Long> dims, int axis, int offset) {
        if (axis == dims.size()) {
            json.append((float) values[offset]);
            return 1;
        }
        int written = 0;
        json.append('[');
        for (long i = 0; i < dims.get(axis); i++) {
            json.append(i == 0 ? "" : ",");
            written += write(json, values, dims, axis + 1, offset + written);
        }
        json.append(']');
        return written;
    }
}
