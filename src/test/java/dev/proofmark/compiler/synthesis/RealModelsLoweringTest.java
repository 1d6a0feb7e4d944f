package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Port;
import dev.proofmark.compiler.quantize.program.IntegerInterpreter;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import dev.proofmark.testing.ModelFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Trained models: the circuit computes what the reference interpreter computes, on the models' own inputs and on the
/// corners of the input ranges.
class RealModelsLoweringTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "real/mnist-cnn-cntk", "real/mnist-mlp-bn-onnx2c", "real/cifar10-lenet-deepprove", "real/credit-scoring-mlp",
        "real/iris-mlp-deepprove", "real/ezkljs-iris-mlp", "real/nolicence/mnist-conv-maxpool",
        "real/nolicence/mnist-lenet-avgpool", "real/nolicence/mnist-fc-256x2", "real/nolicence/mnist-relu-9x200",
        "real/nolicence/cifar10-resnet2b-vnncomp", "real/nolicence/cifar10-allconv-biasfield",
        "real/nolicence/rl-cartpole", "real/nolicence/fraud-mlp", "ezkl/1l_conv", "ezkl/1l_relu", "ezkl/1l_max_pool",
        "ezkl/1l_sigmoid", "ezkl/1l_softmax", "ezkl/2l_relu_fc", "ezkl/2l_relu_sigmoid_small", "ezkl/3l_relu_conv_fc"
    })
    void circuitsAgreeWithTheInterpreterBitForBit(String name) {
        ModelFolder folder = ModelFolder.of(name);
        QuantizedProgram program = ModelPrograms.program(folder);
        LoweredCircuit lowered = CircuitLowering.lower(program, LoweringOptions.of(OutputVisibility.PUBLIC));
        LoweredRun.checkForm(lowered);
        List<Map<String, long[]>> inputs = new ArrayList<>(ModelPrograms.inputs(folder, program));
        inputs.subList(Math.min(inputs.size(), 2), inputs.size()).clear();
        inputs.add(ModelPrograms.corner(program, false));
        inputs.add(ModelPrograms.corner(program, true));
        for (Map<String, long[]> input : inputs) {
            check(program, lowered, input);
        }
    }

    private static void check(QuantizedProgram program, LoweredCircuit lowered, Map<String, long[]> inputs) {
        Map<String, long[]> expected = IntegerInterpreter.evaluate(program, inputs);
        try (Workers workers = Workers.of(1)) {
            NodeValues values = new NodeValues(lowered.circuit(), workers);
            lowered.weights().forEach((id, w) -> values.set(id, IntegerTensor.ofLogical(lowered.circuit().node(id).shape(), w)));
            for (Port port : lowered.circuit().inputs()) {
                values.set(port.tensor(), IntegerTensor.ofLogical(
                        lowered.circuit().node(port.tensor()).shape(), inputs.get(port.name())));
            }
            WitnessGenerator.run(lowered.witness(), values);
            WitnessGenerator.countUses(values);
            for (Constraint.Zero zero : lowered.circuit().zeros()) {
                assertThat(values.get(zero.node()).magnitude()).isZero();
            }
            for (Port port : lowered.circuit().outputs()) {
                assertThat(values.get(port.tensor()).logical(lowered.circuit().node(port.tensor()).shape()))
                        .as(port.name()).isEqualTo(expected.get(port.name()));
            }
        }
    }
}
