package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One use of an operator: the shapes of its computed operands, its constants and its attributes.
///
/// @param operands     by position; an empty name is an operand that is left out
/// @param computed     shape by operand, of those that are inputs of the model
/// @param constants    tensor by operand, of the others
/// @param range        of all inputs
/// @param addedToInput whether the results are cast to real numbers and added to an input: results that are constant or of
///                     another type are no outputs of a proof
public record OperatorSample(
        String operator,
        List<String> operands,
        Map<String, List<Integer>> computed,
        Map<String, TensorProto> constants,
        List<AttributeProto> attributes,
        int outputs,
        RealRange range,
        boolean addedToInput) {

    private static final int FLOAT = 1;
    private static final int EIGHTHS = 8;

    OperatorSample added() {
        return new OperatorSample(operator, operands, computed, constants, attributes, outputs, range, true);
    }

    /// Adds the node with operands and outputs of its own to a model.
    public void addTo(OnnxModelBuilder model, long opset, String prefix) {
        computed.forEach((name, shape) -> model.input(prefix + name, shape.toArray()));
        constants.forEach((name, tensor) -> model.graph().addInitializer(tensor.toBuilder().setName(prefix + name)));
        List<String> inputs = operands.stream().map(name -> name.isEmpty() ? "" : prefix + name).toList();
        List<String> results = java.util.stream.IntStream.range(0, outputs).mapToObj(i -> prefix + "y" + i).toList();
        model.node(operator, inputs, results, attributes.toArray(AttributeProto[]::new));
        if (!addedToInput) {
            model.output(results.toArray(String[]::new));
            return;
        }
        model.input(prefix + "t", 1);
        AttributeProto to = opset < 6 ? OnnxModelBuilder.text("to", "FLOAT") : OnnxModelBuilder.integer("to", FLOAT);
        AttributeProto[] broadcast = opset < 7 ? new AttributeProto[] {OnnxModelBuilder.integer("broadcast", 1)} : new AttributeProto[0];
        for (String result : results) {
            model.node("Cast", List.of(result), result + "/real", to)
                    .node("Add", List.of(result + "/real", prefix + "t"), result + "/sum", broadcast)
                    .output(result + "/sum");
        }
    }

    /// The inputs of the node in a model. They lie between the eighths of the range, so that rounding them to a grid takes
    /// none over a step of a function that jumps there.
    public Map<String, DenseTensor> inputs(String prefix, int seed) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>(computed);
        if (addedToInput) {
            shapes.put("t", List.of(1));
        }
        Map<String, DenseTensor> inputs = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            TensorShape whole = TensorShape.of(shape);
            double[] values = new double[whole.elementCount()];
            int offset = seed + inputs.size();
            Arrays.setAll(values,
                    i -> range.low() + range.span() * (2 * ((i * (2 * offset + 1) + i / 3 + 3 * offset) % EIGHTHS) + 1) / (2 * EIGHTHS));
            inputs.put(prefix + name, DenseTensor.of(whole, values));
        });
        return inputs;
    }

    /// What is known of the sample at a failure.
    @Override
    public String toString() {
        return operator + operands + " computed " + computed + " attributes "
                + attributes.stream().map(a -> a.toString().replace('\n', ' ')).toList();
    }
}
