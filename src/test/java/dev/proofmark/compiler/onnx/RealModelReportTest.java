package dev.proofmark.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.testing.ModelFolder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real models with parts that are not supported: the report names exactly the nodes that a scan of the file finds.
class RealModelReportTest {

    private static final Set<String> REFUSED = Set.of(
            "LayerNormalization", "NonZero", "ArgMax", "If", "LSTM", "QuantizeLinear", "DequantizeLinear", "OneHot", "GRU",
            "InstanceNormalization", "LpPool", "ScatterND", "Resize", "GatherElements");
    private static final Set<String> CONSTANTS_ONLY = Set.of("Less", "Equal", "And", "Or", "Not", "Greater");
    private static final Set<String> SHAPE_ONLY = Set.of("Shape", "Size");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ezkl/nanoGPT",
                "ezkl/random_forest",
                "ezkl/gradient_boosted_trees",
                "ezkl/lstm_large",
                "ezkl/layernorm",
                "real/gpt2-tiny-nopast-ort",
                "real/cct-2-deeploy-op20",
                "real/transformer-encoder-vespa",
                "real/tinybert-tribuo",
                "real/silero-vad-16k-op15",
                "real/mobilenetv2-int8-qdq-ort",
                "real/nolicence/cifar10-vit-ibp",
                "real/nolicence/unet-simp-small-carvana",
                "real/lgbm-regressor-tensor-tract"
            })
    void everyUnsupportedNodeIsNamed(String name) throws IOException {
        ModelFolder folder = ModelFolder.of(name);
        GraphProto graph = ModelProto.parseFrom(folder.model()).getGraph();
        List<ModelProblem> problems = ImportReportTest.problems(
                folder.source(), ImportOptions.defaults().withCalibrationShapes(folder.sampleShapes()));
        Set<String> reported = problems.stream()
                .filter(problem -> !problem.operator().isEmpty())
                .map(ModelProblem::node)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>();
        Set<String> dependent = new HashSet<>(folder.inputNames());
        spread(graph, dependent);
        collect(graph, dependent, expected);
        assertThat(reported).isEqualTo(expected);
        assertThat(problems).doesNotHaveDuplicates().noneMatch(problem -> problem.code() == ProblemCode.SHAPE_MISMATCH);
    }

    /// Until nothing is added: some files do not have their nodes in order.
    private static void spread(GraphProto graph, Set<String> dependent) {
        int before;
        do {
            before = dependent.size();
            for (NodeProto node : graph.getNodeList()) {
                boolean depends = node.getInputList().stream().anyMatch(dependent::contains);
                if (depends && !SHAPE_ONLY.contains(node.getOpType())) {
                    dependent.addAll(node.getOutputList());
                }
                node.getAttributeList().forEach(attribute -> spread(attribute.getG(), dependent));
            }
        } while (dependent.size() > before);
    }

    private static void collect(GraphProto graph, Set<String> dependent, Set<String> refused) {
        for (NodeProto node : graph.getNodeList()) {
            if (isRefused(node, dependent)) {
                refused.add(node.getName().isEmpty() ? node.getOutput(0) : node.getName());
            }
            node.getAttributeList().forEach(attribute -> collect(attribute.getG(), dependent, refused));
        }
    }

    private static boolean isRefused(NodeProto node, Set<String> dependent) {
        List<Boolean> depends = node.getInputList().stream().map(dependent::contains).toList();
        return switch (node.getOpType()) {
            case String operator when REFUSED.contains(operator) -> true;
            case String operator when CONSTANTS_ONLY.contains(operator) -> depends.contains(true);
            case "MatMul" -> depends.get(0) && depends.get(1);
            case "Gather", "Reshape", "Tile", "Expand" -> depends.get(1);
            case "Where" -> depends.get(0);
            case "Cast" -> depends.get(0) && node.getAttributeList().stream()
                    .noneMatch(attribute -> Set.of(1L, 10L, 11L, 16L).contains(attribute.getI()));
            default -> false;
        };
    }
}
