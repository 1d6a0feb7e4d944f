package dev.proofmark.compiler.graph;

import java.util.Arrays;
import java.util.List;

/// Convolution as matrix products, per block of output positions, batch entry and group: weights times unrolled windows.
final class ConvolutionKernel {

    private ConvolutionKernel() {}

    static DenseTensor apply(Convolution op, List<DenseTensor> inputs, TensorShape shape) {
        TensorShape input = inputs.get(0).shape();
        WindowPositions windows = new WindowPositions(op.window(), input, shape);
        double[] out = new double[shape.elementCount()];
        int channels = inputs.get(1).shape().length(1);
        int block = windows.blockSize(channels);
        for (int from = 0; from < windows.count(); from += block) {
            int to = Math.min(windows.count(), from + block);
            convolve(op, inputs, windows.sources(from, to), from, to - from, windows.count(), out);
        }
        if (inputs.size() == 3) {
            addBias(out, inputs.get(2).values(), windows.count());
        }
        return DenseTensor.of(shape, out);
    }

    private static void convolve(
            Convolution op, List<DenseTensor> inputs, int[] sources, int from, int width, int positions, double[] out) {
        TensorShape input = inputs.get(0).shape();
        TensorShape weights = inputs.get(1).shape();
        int outputs = weights.length(0) / op.groups();
        int rows = weights.product(1, weights.rank());
        int channels = weights.length(1);
        int plane = input.product(2, input.rank());
        double[] unrolled = new double[channels * sources.length];
        double[] product = new double[outputs * width];
        for (int part = 0; part < input.length(0) * op.groups(); part++) {
            int group = part % op.groups();
            unroll(inputs.get(0).values(), part * channels * plane, plane, sources, channels, unrolled);
            Arrays.fill(product, 0);
            MatMulKernel.multiply(
                    inputs.get(1).values(), group * outputs * rows, unrolled, 0, product, 0, outputs, rows, width);
            for (int o = 0; o < outputs; o++) {
                System.arraycopy(product, o * width, out, (part * outputs + o) * positions + from, width);
            }
        }
    }

    private static void unroll(
            double[] input, int firstPlane, int plane, int[] sources, int channels, double[] unrolled) {
        for (int channel = 0, i = 0; channel < channels; channel++) {
            int at = firstPlane + channel * plane;
            for (int source : sources) {
                unrolled[i++] = source < 0 ? 0 : input[at + source];
            }
        }
    }

    private static void addBias(double[] out, double[] bias, int positions) {
        for (int i = 0, row = 0; i < out.length; row++) {
            double value = bias[row % bias.length];
            for (int p = 0; p < positions; p++) {
                out[i++] += value;
            }
        }
    }
}
