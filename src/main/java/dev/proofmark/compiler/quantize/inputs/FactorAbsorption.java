package dev.proofmark.compiler.quantize.inputs;

import dev.proofmark.compiler.graph.Convolution;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/// A factor of the variable operand, constant but along the contracted axis, goes into the weights of that axis.
///
/// @param variable position of the variable operand, 0 or 1; the weights are the other one
/// @param weights  the new weights
record FactorAbsorption(int variable, DenseTensor weights) {

    /// Null where both operands depend on the input, or the factor varies along an axis that stays.
    static FactorAbsorption matMul(Node node, Function<Value, DenseTensor> factors, Map<String, DenseTensor> constants) {
        int variable = factors.apply(node.input(0)) != null ? 0 : 1;
        DenseTensor weights = constants.get(node.input(1 - variable).name());
        if (weights == null) {
            return null;
        }
        DenseTensor factor = factors.apply(node.input(variable));
        double[] inner = FactorShapes.along(factor, contracted(factor.shape(), variable));
        if (inner == null) {
            return null;
        }
        int axis = contracted(weights.shape(), 1 - variable);
        int stride = weights.shape().strides()[axis];
        return new FactorAbsorption(variable, scaled(weights, i -> inner[i / stride % inner.length]));
    }

    /// The axis that a matrix product sums over.
    private static int contracted(TensorShape shape, int operand) {
        return operand == 0 || shape.rank() == 1 ? shape.rank() - 1 : shape.rank() - 2;
    }

    /// Null where the weights or bias depend on the input, or the factor varies in space.
    static FactorAbsorption convolution(
            Node node, Convolution op, Function<Value, DenseTensor> factors, Map<String, DenseTensor> constants) {
        DenseTensor weights = constants.get(node.input(1).name());
        DenseTensor factor = factors.apply(node.input(0));
        double[] channels = factor == null ? null : FactorShapes.along(factor, 1);
        if (weights == null || channels == null) {
            return null;
        }
        TensorShape shape = weights.shape();
        int stride = shape.strides()[1];
        int perGroup = shape.length(1);
        int outputs = shape.length(0) / op.groups();
        return new FactorAbsorption(0, scaled(weights, i -> {
            int group = i / shape.strides()[0] / outputs;
            return channels[group * perGroup + i / stride % perGroup];
        }));
    }

    private static DenseTensor scaled(DenseTensor weights, IntToDoubleFunction factor) {
        double[] scaled = weights.values().clone();
        Arrays.setAll(scaled, i -> scaled[i] * factor.applyAsDouble(i));
        return DenseTensor.of(weights.shape(), scaled);
    }
}
