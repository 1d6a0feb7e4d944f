package dev.proofmark.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.onnx.ImportOptions;
import dev.proofmark.compiler.onnx.OnnxImporter;
import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.IntegerInterpreter;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.Step;
import dev.proofmark.testing.ModelFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Trained models, calibrated on their own test inputs: the integer program against the expected outputs.
///
/// Prints one line per model: largest error relative to the span of the expected tensor (or to 1), and counts.
class RealModelAccuracyTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "real/mnist-cnn-cntk", "real/mnist-mlp-bn-onnx2c", "real/cifar10-lenet-deepprove", "real/credit-scoring-mlp",
        "real/iris-mlp-deepprove", "real/ezkljs-iris-mlp", "real/wakeword-namaste-deepa", "real/nolicence/mnist-conv-maxpool",
        "real/nolicence/mnist-lenet-avgpool", "real/nolicence/mnist-fc-256x2", "real/nolicence/mnist-relu-9x200",
        "real/nolicence/cifar10-resnet2b-vnncomp", "real/nolicence/cifar10-allconv-biasfield",
        "real/nolicence/cifar10-conv-marabou-nhwc", "real/nolicence/cifar10-conv-oval-base", "real/nolicence/rl-cartpole",
        "real/nolicence/fraud-mlp", "real/nolicence/reach-robot", "real/nolicence/acasxu-1-1",
        "real/nolicence/safenlp-perturbations", "real/nolicence/nn4sys-mscn-128d", "ezkl/1l_conv", "ezkl/1l_relu",
        "ezkl/1l_max_pool", "ezkl/1l_sigmoid", "ezkl/1l_softmax", "ezkl/1l_tanh", "ezkl/1l_leakyrelu", "ezkl/1l_div",
        "ezkl/1l_mean", "ezkl/1l_pad", "ezkl/1l_gelu_noappx", "ezkl/1l_var", "ezkl/2l_relu_fc",
        "ezkl/2l_relu_sigmoid_small", "ezkl/3l_relu_conv_fc", "ezkl/accuracy", "ezkl/lenet_5", "ezkl/variable_cnn",
        "ezkl/idolmodel", "ezkl/ltsf", "ezkl/softplus", "ezkl/softsign", "ezkl/mish"
    })
    void staysCloseToTheExpectedOutputs(String name) {
        ModelFolder folder = ModelFolder.of(name);
        Map<String, List<Integer>> shapes = new HashMap<>();
        folder.samples().getFirst().inputs().forEach((input, tensor) -> shapes.put(input, tensor.shape().toList()));
        Graph graph = OnnxImporter.importModel(folder.source(), ImportOptions.defaults().withCalibrationShapes(shapes));
        List<Map<String, DenseTensor>> samples = new ArrayList<>();
        Map<String, RealRange> ranges = new HashMap<>();
        for (ModelFolder.Sample sample : folder.samples()) {
            Map<String, DenseTensor> inputs = new HashMap<>();
            for (Graph.Input input : graph.inputs()) {
                DenseTensor tensor = sample.inputs().get(input.name()).reshaped(input.value().shape());
                inputs.put(input.name(), tensor);
                ranges.merge(input.name(), RealRange.of(tensor), RealRange::union);
            }
            samples.add(inputs);
        }
        ranges.replaceAll((input, range) -> range.widened(range.span() / 4));
        QuantizedProgram program = Quantizer.quantize(graph, ranges, samples, Precision.DEFAULT);

        double worst = 0;
        for (int i = 0; i < samples.size(); i++) {
            Map<String, long[]> outputs = IntegerInterpreter.evaluate(program, quantized(program, samples.get(i)));
            for (QuantizedProgram.Port port : program.outputs()) {
                DenseTensor expected = folder.samples().get(i).expected().get(port.name());
                double scale = program.step(port).scale();
                double[] actual = Arrays.stream(outputs.get(port.name())).mapToDouble(q -> q * scale).toArray();
                double tolerance = 0.02 * Math.max(1, RealRange.of(expected).span());
                worst = Math.max(worst, distance(actual, expected.values()) / tolerance * 0.02);
                assertSameLabel(actual, expected.values(), tolerance);
            }
        }
        assertCornersStayInside(program);
        System.out.printf("accuracy %-40s %.5f%% %s%n", name, 100 * worst, ProgramCost.of(program));
        assertThat(worst).as("error of " + name).isLessThan(0.005);
    }

    /// Inputs at the ends of the declared ranges, mixed at random: every step stays inside its completeness bound.
    private static void assertCornersStayInside(QuantizedProgram program) {
        Random random = new Random(9);
        for (int round = 0; round < 2; round++) {
            Map<String, long[]> inputs = new HashMap<>();
            for (QuantizedProgram.Port port : program.inputs()) {
                IntegerRange range = program.step(port).range();
                inputs.put(port.name(), random.ints(program.step(port).shape().elementCount(), 0, 2)
                        .mapToLong(side -> side == 0 ? range.low() : range.high())
                        .toArray());
            }
            List<long[]> values = IntegerInterpreter.trace(program, inputs);
            for (Step step : program.steps()) {
                assertThat(Arrays.stream(values.get(step.id())).allMatch(step.range()::contains))
                        .as(step.name() + " " + step.range())
                        .isTrue();
            }
        }
    }

    private static Map<String, long[]> quantized(QuantizedProgram program, Map<String, DenseTensor> sample) {
        Map<String, long[]> integers = new HashMap<>();
        for (QuantizedProgram.Port port : program.inputs()) {
            double scale = program.step(port).scale();
            integers.put(port.name(), Arrays.stream(sample.get(port.name()).values())
                    .mapToLong(x -> (long) Math.floor(x / scale + 0.5))
                    .toArray());
        }
        return integers;
    }

    private static double distance(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double distance = 0;
        for (int i = 0; i < actual.length; i++) {
            distance = Math.max(distance, Math.abs(actual[i] - expected[i]));
        }
        return distance;
    }

    private static void assertSameLabel(double[] actual, double[] expected, double tolerance) {
        int label = largest(expected, -1);
        int second = largest(expected, label);
        if (second >= 0 && expected[label] - expected[second] > tolerance) {
            assertThat(largest(actual, -1)).as("label").isEqualTo(label);
        }
    }

    private static int largest(double[] values, int but) {
        int largest = -1;
        for (int i = 0; i < values.length; i++) {
            if (i != but && (largest < 0 || values[i] > values[largest])) {
                largest = i;
            }
        }
        return largest;
    }
}
