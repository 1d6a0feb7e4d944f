package dev.proofmark.compiler.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Evaluates graphs in double precision: the meaning of every [Op].
///
/// **Requires** one tensor of the right shape per input.
/// **Errors** [ShapeException] for a missing input or another shape.
public final class FloatInterpreter {

    private FloatInterpreter() {}

    /// The outputs by their model names.
    public static Map<String, DenseTensor> evaluate(Graph graph, Map<String, DenseTensor> inputs) {
        Map<String, DenseTensor> values = trace(graph, inputs);
        Map<String, DenseTensor> outputs = new LinkedHashMap<>();
        graph.outputs().forEach(output -> outputs.put(output.name(), values.get(output.value().name())));
        return outputs;
    }

    /// Every value of the graph by its name: inputs, constants and all node outputs.
    public static Map<String, DenseTensor> trace(Graph graph, Map<String, DenseTensor> inputs) {
        Map<String, DenseTensor> values = new LinkedHashMap<>(graph.constants());
        for (Graph.Input input : graph.inputs()) {
            DenseTensor given = inputs.get(input.name());
            if (given == null || !given.shape().equals(input.value().shape())) {
                throw new ShapeException("input " + input.value(), given == null ? "none" : given.shape().toString());
            }
            values.put(input.name(), given);
        }
        for (Node node : graph.nodes()) {
            List<DenseTensor> operands = new ArrayList<>();
            node.inputs().forEach(value -> operands.add(values.get(value.name())));
            values.put(node.output().name(), apply(node.op(), operands));
        }
        return values;
    }

    /// One operator on tensors. What is made of public tensors is public, but for a padding with a number that is none of the
    /// [PublicNumbers]: it may be a constant of the model.
    public static DenseTensor apply(Op op, List<DenseTensor> inputs) {
        DenseTensor result = evaluated(op, inputs);
        boolean shown = !(op instanceof Pad pad) || PublicNumbers.isListed(pad.value());
        return shown && inputs.stream().allMatch(DenseTensor::isPublic) ? result.published() : result;
    }

    private static DenseTensor evaluated(Op op, List<DenseTensor> inputs) {
        TensorShape shape = op.outputShape(inputs.stream().map(DenseTensor::shape).toList());
        DenseTensor first = inputs.getFirst();
        return switch (op) {
            case Add add -> ElementwiseKernel.apply(first, inputs.get(1), shape, (a, b) -> a + b);
            case Subtract subtract -> ElementwiseKernel.apply(first, inputs.get(1), shape, (a, b) -> a - b);
            case Multiply multiply -> ElementwiseKernel.apply(first, inputs.get(1), shape, (a, b) -> a * b);
            case Unary unary -> first.map(unary.function()::apply);
            case MatMul matMul -> MatMulKernel.apply(first, inputs.get(1), shape);
            case Convolution convolution -> ConvolutionKernel.apply(convolution, inputs, shape);
            case MaxPool pool -> PoolKernel.maximum(pool, first, shape);
            case AveragePool pool -> PoolKernel.average(pool, first, shape);
            case Softmax softmax -> ReductionKernel.softmax(softmax, first);
            case ReduceSum sum -> ReductionKernel.sum(first, shape);
            case Reshape reshape -> first.reshaped(shape);
            case Transpose transpose -> LayoutKernel.transpose(transpose, first, shape);
            case Slice slice -> LayoutKernel.slice(slice, first, shape);
            case Select select -> LayoutKernel.select(select, first, shape);
            case Pad pad -> LayoutKernel.pad(pad, first, shape);
            case Concat concat -> LayoutKernel.concat(concat, inputs, shape);
        };
    }
}
