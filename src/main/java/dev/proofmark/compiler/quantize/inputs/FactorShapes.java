package dev.proofmark.compiler.quantize.inputs;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Pad;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.Arrays;

/// Factors that differ along one axis only, and how they keep that form.
final class FactorShapes {

    private FactorShapes() {}

    /// The factors along an axis, or null where they vary along another one too.
    static double[] along(DenseTensor factor, int axis) {
        int length = factor.shape().length(axis);
        int stride = factor.shape().strides()[axis];
        double[] line = new double[length];
        for (int k = 0; k < length; k++) {
            line[k] = factor.value(k * stride);
        }
        double[] values = factor.values();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != line[i / stride % length]) {
                return null;
            }
        }
        return line;
    }

    /// The line again along the axis of a tensor.
    static DenseTensor spread(double[] line, TensorShape shape, int axis) {
        double[] factors = new double[shape.elementCount()];
        int stride = shape.strides()[axis];
        Arrays.setAll(factors, i -> line[i / stride % line.length]);
        return DenseTensor.of(shape, factors);
    }

    /// Zeros take any factor: that of the nearest element, so that a factor along one axis stays one.
    static DenseTensor padded(DenseTensor factor, Pad op, TensorShape shape) {
        double[] values = new double[shape.elementCount()];
        int[] from = factor.shape().strides();
        int[] to = shape.strides();
        for (int i = 0; i < values.length; i++) {
            int source = 0;
            for (int axis = 0; axis < from.length; axis++) {
                int index = i / to[axis] % shape.length(axis) - op.begins().get(axis);
                source += from[axis] * Math.clamp(index, 0, factor.shape().length(axis) - 1);
            }
            values[i] = factor.value(source);
        }
        return DenseTensor.of(shape, values);
    }
}
