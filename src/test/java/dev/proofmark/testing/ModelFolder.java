package dev.proofmark.testing;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A folder with a model, its external data and pairs of inputs and expected outputs.
///
/// Two layouts are understood: `test_data_set_N/{input,output}_K.pb`, and `input.json` with `expected_output.json`.
///
/// @param model        the bytes of the ONNX file
/// @param externalData all other files beside it, by name
/// @param inputNames   in the model's order, initializers left out
/// @param outputNames  in the model's order
/// @param samples      empty where the folder has none, or none of tensors that can be read
public record ModelFolder(
        Path path,
        byte[] model,
        Map<String, byte[]> externalData,
        List<String> inputNames,
        List<String> outputNames,
        List<Sample> samples) {

    /// One inference, by the model's names.
    public record Sample(Map<String, DenseTensor> inputs, Map<String, DenseTensor> expected) {}

    private static final String PROPERTY = "proofmark.models";

    /// The folder of test models; the calling test is skipped where it is absent.
    public static Path root() {
        String configured = System.getProperty(PROPERTY, "../shared/models");
        Path root = Path.of(configured).toAbsolutePath().normalize();
        Assumptions.assumeTrue(
                Files.isDirectory(root), () -> "skipped: no test models at " + root + " (system property " + PROPERTY + ")");
        return root;
    }

    /// A folder below [#root]; skips the calling test where there are no models at all.
    public static ModelFolder of(String name) {
        return read(root().resolve(name));
    }

    /// All folders below a folder of [#root] that hold a model, in order of name.
    public static List<Path> below(String name) {
        try (Stream<Path> paths = Files.walk(root().resolve(name))) {
            return paths.filter(path -> path.toString().endsWith(".onnx")).map(Path::getParent).distinct().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ModelFolder read(Path folder) {
        try {
            Map<String, byte[]> files = new HashMap<>();
            byte[] model = null;
            for (Path file : children(folder, Files::isRegularFile)) {
                if (file.toString().endsWith(".onnx")) {
                    model = Files.readAllBytes(file);
                } else if (!file.toString().endsWith(".json")) {
                    files.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
            if (model == null) {
                throw new IllegalArgumentException("no .onnx file in " + folder);
            }
            OnnxMl.GraphProto graph = ModelProto.parseFrom(model).getGraph();
            Set<String> initializers = new HashSet<>();
            graph.getInitializerList().forEach(tensor -> initializers.add(tensor.getName()));
            List<String> inputs = graph.getInputList().stream()
                    .map(ValueInfoProto::getName)
                    .filter(name -> !initializers.contains(name))
                    .toList();
            Set<String> tensors = Stream.concat(graph.getInputList().stream(), graph.getOutputList().stream())
                    .filter(value -> value.getType().hasTensorType())
                    .map(ValueInfoProto::getName)
                    .collect(Collectors.toSet());
            List<String> outputs = graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
            List<Sample> samples = new ArrayList<>();
            for (Path set : children(folder, path -> path.getFileName().toString().startsWith("test_data_set_"))) {
                Map<String, DenseTensor> given = tensors(set, "input_", inputs, tensors);
                Map<String, DenseTensor> expected = tensors(set, "output_", outputs, tensors);
                if (given.size() == inputs.size() && !expected.isEmpty()) {
                    samples.add(new Sample(given, expected));
                }
            }
            json(folder, inputs).ifPresent(samples::add);
            return new ModelFolder(folder, model, Map.copyOf(files), inputs, outputs, List.copyOf(samples));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return path.getFileName().toString();
    }

    public ModelSource source() {
        Map<String, ExternalFile> files = new HashMap<>();
        externalData.forEach((name, bytes) -> files.put(name, new ExternalFile.InMemory(bytes)));
        return new ModelSource(model, files);
    }

    /// The input shapes of the first sample: what calibration would tell about symbolic axes.
    public Map<String, List<Integer>> sampleShapes() {
        Map<String, List<Integer>> shapes = new HashMap<>();
        if (!samples.isEmpty()) {
            samples.getFirst().inputs().forEach((name, tensor) -> shapes.put(name, tensor.shape().toList()));
        }
        return shapes;
    }

    private static List<Path> children(Path folder, java.util.function.Predicate<Path> kept) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(kept).sorted().toList();
        }
    }

    private static Map<String, DenseTensor> tensors(Path set, String prefix, List<String> names, Set<String> readable)
            throws IOException {
        Map<String, DenseTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Path file = set.resolve(prefix + i + ".pb");
            String name = names.get(i);
            if (readable.contains(name) && Files.isRegularFile(file)) {
                tensor(Files.readAllBytes(file)).ifPresent(tensor -> tensors.put(name, tensor));
            }
        }
        return tensors;
    }

    /// A serialised ONNX tensor; empty for types without numbers (strings, sequences).
    public static Optional<DenseTensor> tensor(byte[] bytes) {
        TensorProto proto;
        try {
            proto = TensorProto.parseFrom(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
        TensorShape shape = TensorShape.of(proto.getDimsList().stream().map(Math::toIntExact).toList());
        ByteBuffer raw = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            Double value = proto.hasRawData() ? raw(proto.getDataType(), raw) : typed(proto, i);
            if (value == null) {
                return Optional.empty();
            }
            values[i] = value;
        }
        return Optional.of(DenseTensor.of(shape, values));
    }

    private static Double raw(int type, ByteBuffer in) {
        return switch (type) {
            case 1 -> (double) in.getFloat();
            case 2, 9 -> (double) (in.get() & 0xff);
            case 3 -> (double) in.get();
            case 4 -> (double) (in.getShort() & 0xffff);
            case 5 -> (double) in.getShort();
            case 6 -> (double) in.getInt();
            case 7, 13 -> (double) in.getLong();
            case 10 -> (double) Float.float16ToFloat(in.getShort());
            case 11 -> in.getDouble();
            case 12 -> (double) (in.getInt() & 0xffffffffL);
            case 16 -> (double) Float.intBitsToFloat(in.getShort() << 16);
            default -> null;
        };
    }

    private static Double typed(TensorProto proto, int index) {
        return switch (proto.getDataType()) {
            case 1 -> (double) proto.getFloatData(index);
            case 2, 3, 4, 5, 6, 9 -> (double) proto.getInt32Data(index);
            case 7 -> (double) proto.getInt64Data(index);
            case 10 -> (double) Float.float16ToFloat((short) proto.getInt32Data(index));
            case 11 -> proto.getDoubleData(index);
            case 12, 13 -> (double) proto.getUint64Data(index);
            case 16 -> (double) Float.intBitsToFloat(proto.getInt32Data(index) << 16);
            default -> null;
        };
    }

    private static Optional<Sample> json(Path folder, List<String> inputNames) throws IOException {
        Path input = folder.resolve("input.json");
        Path expected = folder.resolve("expected_output.json");
        if (!Files.isRegularFile(input) || !Files.isRegularFile(expected)) {
            return Optional.empty();
        }
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode answers = mapper.readTree(expected.toFile());
        JsonNode data = mapper.readTree(input.toFile()).get("input_data");
        Map<String, DenseTensor> inputs = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(inputNames.size(), data.size()); i++) {
            inputs.put(inputNames.get(i), DenseTensor.of(shape(answers.get("input_shapes").get(i)), numbers(data.get(i))));
        }
        Map<String, DenseTensor> outputs = new LinkedHashMap<>();
        for (int i = 0; i < answers.get("output_names").size(); i++) {
            outputs.put(
                    answers.get("output_names").get(i).asString(),
                    DenseTensor.of(shape(answers.get("output_shapes").get(i)), numbers(answers.get("output_data").get(i))));
        }
        return Optional.of(new Sample(inputs, outputs));
    }

    private static TensorShape shape(JsonNode lengths) {
        int[] shape = new int[lengths.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = lengths.get(axis).asInt();
        }
        return TensorShape.of(shape);
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).isBoolean() ? (list.get(i).asBoolean() ? 1 : 0) : list.get(i).asDouble();
        }
        return numbers;
    }
}
