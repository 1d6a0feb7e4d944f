package dev.proofmark.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.testing.ModelFolder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Trained models: the imported graph computes what onnxruntime computed.
class RealModelsImportTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "real/mnist-cnn-cntk",
                "real/mnist-mlp-bn-onnx2c",
                "real/cifar10-lenet-deepprove",
                "real/credit-scoring-mlp",
                "real/iris-mlp-deepprove",
                "real/ezkljs-iris-mlp",
                "real/nolicence/mnist-conv-maxpool",
                "real/nolicence/mnist-lenet-avgpool",
                "real/nolicence/mnist-fc-256x2",
                "real/nolicence/mnist-relu-9x200",
                "real/nolicence/cifar10-resnet2b-vnncomp",
                "real/nolicence/cifar10-allconv-biasfield",
                "real/nolicence/rl-cartpole",
                "real/nolicence/fraud-mlp",
                "ezkl/1l_conv",
                "ezkl/1l_relu",
                "ezkl/1l_max_pool",
                "ezkl/1l_sigmoid",
                "ezkl/2l_relu_fc",
                "ezkl/2l_relu_sigmoid_small",
                "ezkl/3l_relu_conv_fc"
            })
    void matchesTheExpectedOutputs(String name) {
        ModelFolder folder = ModelFolder.of(name);
        Graph graph = OnnxImporter.importModel(
                folder.source(), ImportOptions.defaults().withCalibrationShapes(folder.sampleShapes()));
        assertThat(folder.samples()).isNotEmpty();
        for (ModelFolder.Sample sample : folder.samples()) {
            Map<String, DenseTensor> actual = FloatInterpreter.evaluate(graph, sample.inputs());
            assertThat(actual.keySet()).containsExactlyElementsOf(sample.expected().keySet());
            sample.expected().forEach((output, expected) -> Closeness.assertClose(actual.get(output), expected, 1e-4));
        }
    }
}
