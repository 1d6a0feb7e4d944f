package dev.proofmark.compiler.graph;

import java.util.Arrays;

/// Pooling over precomputed window positions, the same for every batch entry and channel.
final class PoolKernel {

    private PoolKernel() {}

    static DenseTensor maximum(MaxPool op, DenseTensor input, TensorShape shape) {
        double[] out = new double[shape.elementCount()];
        Arrays.fill(out, Double.NEGATIVE_INFINITY);
        int[] sources = ConvolutionKernel.tapSources(op.window(), input.shape(), shape);
        int positions = shape.product(2, shape.rank());
        int plane = input.shape().product(2, input.shape().rank());
        for (int p = 0; p < shape.product(0, 2); p++) {
            for (int i = 0; i < sources.length; i++) {
                if (sources[i] >= 0) {
                    int o = p * positions + i % positions;
                    out[o] = Math.max(out[o], input.values()[p * plane + sources[i]]);
                }
            }
        }
        return DenseTensor.of(shape, out);
    }

    static DenseTensor average(AveragePool op, DenseTensor input, TensorShape shape) {
        double[] out = new double[shape.elementCount()];
        int[] sources = ConvolutionKernel.tapSources(op.window(), input.shape(), shape);
        int positions = shape.product(2, shape.rank());
        int plane = input.shape().product(2, input.shape().rank());
        double[] divisors = divisors(op, shape, positions);
        for (int p = 0; p < shape.product(0, 2); p++) {
            for (int i = 0; i < sources.length; i++) {
                if (sources[i] >= 0) {
                    out[p * positions + i % positions] += input.values()[p * plane + sources[i]];
                }
            }
            for (int i = 0; i < positions; i++) {
                out[p * positions + i] /= divisors[i];
            }
        }
        return DenseTensor.of(shape, out);
    }

    private static double[] divisors(AveragePool op, TensorShape shape, int positions) {
        double[] divisors = new double[positions];
        for (int i = 0; i < positions; i++) {
            double product = 1;
            int rest = i;
            for (int axis = op.window().rank() - 1; axis >= 0; axis--) {
                int length = shape.length(axis + 2);
                product *= op.divisors().get(axis).get(rest % length);
                rest /= length;
            }
            divisors[i] = product;
        }
        return divisors;
    }
}
