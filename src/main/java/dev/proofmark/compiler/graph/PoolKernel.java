package dev.proofmark.compiler.graph;

import java.util.Arrays;

/// Pooling, per block of output positions.
final class PoolKernel {

    private PoolKernel() {}

    static DenseTensor maximum(MaxPool op, DenseTensor input, TensorShape shape) {
        double[] out = new double[shape.elementCount()];
        Arrays.fill(out, Double.NEGATIVE_INFINITY);
        gather(new WindowPositions(op.window(), input.shape(), shape), input, out, true);
        return DenseTensor.of(shape, out);
    }

    static DenseTensor average(AveragePool op, DenseTensor input, TensorShape shape) {
        double[] out = new double[shape.elementCount()];
        WindowPositions windows = new WindowPositions(op.window(), input.shape(), shape);
        gather(windows, input, out, false);
        double[] divisors = divisors(op, shape, windows.count());
        for (int i = 0; i < out.length; i++) {
            out[i] /= divisors[i % divisors.length];
        }
        return DenseTensor.of(shape, out);
    }

    private static void gather(WindowPositions windows, DenseTensor input, double[] out, boolean largest) {
        int positions = windows.count();
        int planes = positions == 0 ? 0 : out.length / positions;
        int plane = input.shape().product(2, input.shape().rank());
        int block = windows.blockSize(1);
        for (int from = 0; from < positions; from += block) {
            int width = Math.min(positions, from + block) - from;
            int[] sources = windows.sources(from, from + width);
            for (int p = 0; p < planes; p++) {
                for (int i = 0; i < sources.length; i++) {
                    if (sources[i] >= 0) {
                        int o = p * positions + from + i % width;
                        double value = input.value(p * plane + sources[i]);
                        out[o] = largest ? Math.max(out[o], value) : out[o] + value;
                    }
                }
            }
        }
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
