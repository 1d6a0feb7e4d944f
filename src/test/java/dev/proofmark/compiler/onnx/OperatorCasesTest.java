package dev.proofmark.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.onnx.operators.OperatorTable;
import dev.proofmark.testing.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The operator cases of ONNX itself, of PyTorch and of onnx2c, each with inputs and expected outputs.
///
/// A case whose operators are all in the table is imported with all its inputs computed; failing that with one input
/// computed and the others as constants (weights, axes); failing that with all of them constant, which tries the folding.
/// What then remains must be on the list of refusals.
class OperatorCasesTest {

    private static final double TOLERANCE = 1e-3;
    private static final int FLOAT64 = 11;

    /// Why a case with known operators is refused, by a part of its report.
    private static final Map<String, String> REFUSALS = Map.of(
            "Output 1 of this operator is not supported", "positions of maxima, dropout masks, training statistics",
            "over one or two spatial axes", "convolution over three axes",
            "An input shape is empty", "empty tensors",
            "An empty tensor meets", "empty tensors",
            "not finite", "infinities and NaN as constants",
            "this input is not supported", "strings and sequences",
            "This tensor's element type", "strings and sub-byte types",
            "A cast to this type", "strings and sub-byte types",
            "in training mode", "training");

    /// Computed values are not rounded to the model's element type: visible with the eight bits of bfloat16 only.
    private static final Set<String> DIFFERENT = Set.of(
            "node/test_cast_FLOAT_to_BFLOAT16",
            "node/test_castlike_FLOAT_to_BFLOAT16",
            "node/test_castlike_FLOAT_to_BFLOAT16_expanded");

    private enum Way {
        COMPUTED,
        ONE_INPUT,
        CONSTANT,
        REFUSED,
        DIFFERENT
    }

    private final Map<String, Way> ways = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    @Test
    void everyCaseOfKnownOperatorsMatchesOrIsRefusedForAKnownReason() throws IOException {
        Set<String> known = OperatorTable.all().stream().map(forms -> forms.getFirst().name()).collect(Collectors.toSet());
        for (Path path : ModelFolder.below("onnx-backend")) {
            if (path.getFileName().toString().startsWith("light_")) {
                continue;
            }
            ModelProto model = ModelProto.parseFrom(Files.readAllBytes(path.resolve("model.onnx")));
            boolean supported = model.getGraph().getNodeList().stream()
                    .allMatch(node -> node.getDomain().isEmpty() && known.contains(node.getOpType()));
            if (supported) {
                run(ModelFolder.read(path), model);
            }
        }
        Map<Way, Long> counts = ways.values().stream().collect(Collectors.groupingBy(way -> way, Collectors.counting()));
        System.out.println("operator cases: " + counts);
        assertThat(failures).isEmpty();
        assertThat(counts.get(Way.COMPUTED)).isGreaterThan(340);
        assertThat(counts.get(Way.ONE_INPUT)).isGreaterThan(170);
        assertThat(counts.get(Way.CONSTANT)).isGreaterThan(150);
    }

    private void run(ModelFolder folder, ModelProto model) throws IOException {
        String name = folder.path().getParent().getFileName() + "/" + folder.name();
        if (folder.samples().isEmpty()) {
            return;
        }
        List<String> reports = new ArrayList<>();
        String first = outcome(folder, model, folder.inputNames());
        Way way = first.isEmpty() ? Way.COMPUTED : null;
        reports.add(first);
        for (int keep = 0; way == null && folder.inputNames().size() > 1 && keep < folder.inputNames().size(); keep++) {
            String report = outcome(folder, model, List.of(folder.inputNames().get(keep)));
            way = report.isEmpty() ? Way.ONE_INPUT : null;
            reports.add(report);
        }
        if (way == null) {
            reports.add(outcome(folder, model, List.of()));
            way = reports.getLast().isEmpty() ? Way.CONSTANT : null;
        }
        if (way == null && reports.stream().anyMatch(report -> report.startsWith("differs"))) {
            way = DIFFERENT.contains(name) ? Way.DIFFERENT : null;
        } else if (way == null && REFUSALS.keySet().stream().anyMatch(reports.getLast()::contains)) {
            way = Way.REFUSED;
        }
        if (way == null) {
            failures.add(name + ": " + reports);
        } else {
            ways.put(name, way);
        }
    }

    /// Empty when the outputs match.
    private static String outcome(ModelFolder folder, ModelProto model, List<String> computed) throws IOException {
        Optional<ModelSource> source = frozen(folder, model, computed);
        if (source.isEmpty()) {
            return "refused: an input cannot be made a constant";
        }
        try {
            Graph graph = OnnxImporter.importModel(
                    source.get(), ImportOptions.defaults().withCalibrationShapes(folder.sampleShapes()));
            ModelFolder.Sample sample = folder.samples().getFirst();
            Map<String, DenseTensor> actual = FloatInterpreter.evaluate(graph, sample.inputs());
            for (Map.Entry<String, DenseTensor> expected : sample.expected().entrySet()) {
                DenseTensor found = actual.getOrDefault(expected.getKey(), actual.get(expected.getKey() + "/real"));
                String difference = Closeness.difference(found, expected.getValue(), TOLERANCE);
                if (!difference.isEmpty()) {
                    return "differs: " + difference;
                }
            }
            return "";
        } catch (ModelRejectedException rejected) {
            return "refused: " + rejected.problems();
        }
    }

    /// The model with all but some inputs as initializers, and outputs of other types cast to real numbers.
    private static Optional<ModelSource> frozen(ModelFolder folder, ModelProto model, List<String> computed) throws IOException {
        if (computed.size() == folder.inputNames().size() && !computed.isEmpty()) {
            return Optional.of(folder.source());
        }
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (int i = 0; i < folder.inputNames().size(); i++) {
            Path file = folder.path().resolve("test_data_set_0").resolve("input_" + i + ".pb");
            if (!computed.contains(folder.inputNames().get(i))) {
                if (!Files.isRegularFile(file)) {
                    return Optional.empty();
                }
                graph.addInitializer(
                        TensorProto.parseFrom(Files.readAllBytes(file)).toBuilder().setName(folder.inputNames().get(i)));
            }
        }
        for (int i = 0; i < graph.getOutputCount(); i++) {
            ValueInfoProto output = graph.getOutput(i);
            int type = output.getType().getTensorType().getElemType();
            if (Stream.of(1, 10, FLOAT64, 16).noneMatch(real -> real == type)) {
                graph.setOutput(i, output.toBuilder().setName(output.getName() + "/real"));
                graph.addNode(NodeProto.newBuilder()
                        .setOpType("Cast")
                        .addInput(output.getName())
                        .addOutput(output.getName() + "/real")
                        .addAttribute(castTo(model.getOpsetImport(0).getVersion())));
            }
        }
        return Optional.of(ModelSource.of(model.toBuilder().setGraph(graph).build().toByteArray()));
    }

    private static AttributeProto castTo(long opset) {
        AttributeProto.Builder to = AttributeProto.newBuilder().setName("to");
        return opset < 6
                ? to.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8("DOUBLE")).build()
                : to.setType(AttributeType.INT).setI(FLOAT64).build();
    }
}
