package dev.proofmark.compiler.graph;

import java.util.List;

/// Convolution as one matrix product per batch entry and group: weights times the unrolled windows.
final class ConvolutionKernel {

    private ConvolutionKernel() {}

    static DenseTensor apply(Convolution op, List<DenseTensor> inputs, TensorShape shape) {
        DenseTensor input = inputs.get(0);
        DenseTensor weights = inputs.get(1);
        int batch = shape.length(0);
        int outputs = shape.length(1) / op.groups();
        int channels = weights.shape().length(1);
        int taps = op.window().taps();
        int positions = shape.product(2, shape.rank());
        int plane = input.shape().product(2, input.shape().rank());
        int[] sources = tapSources(op.window(), input.shape(), shape);
        double[] unrolled = new double[Math.multiplyExact(Math.multiplyExact(channels, taps), positions)];
        double[] out = new double[shape.elementCount()];
        for (int n = 0; n < batch; n++) {
            for (int group = 0; group < op.groups(); group++) {
                int firstPlane = (n * op.groups() + group) * channels * plane;
                unroll(input.values(), firstPlane, plane, sources, channels, unrolled);
                int atOut = (n * op.groups() + group) * outputs * positions;
                int atWeights = group * outputs * channels * taps;
                MatMulKernel.multiply(
                        weights.values(), atWeights, unrolled, 0, out, atOut, outputs, channels * taps, positions);
            }
        }
        if (inputs.size() == 3) {
            addBias(out, inputs.get(2).values(), positions);
        }
        return DenseTensor.of(shape, out);
    }

    /// For each tap and output position the input position within its plane, or -1 for padding.
    static int[] tapSources(Window window, TensorShape input, TensorShape output) {
        TensorShape kernel = TensorShape.of(window.kernel());
        int positions = output.product(2, output.rank());
        int[] sources = new int[Math.multiplyExact(kernel.elementCount(), positions)];
        int[] tap = new int[window.rank()];
        int[] position = new int[window.rank()];
        for (int t = 0, i = 0; t < kernel.elementCount(); t++) {
            unflatten(t, kernel, 0, tap);
            for (int p = 0; p < positions; p++) {
                unflatten(p, output, 2, position);
                sources[i++] = source(window, input, tap, position);
            }
        }
        return sources;
    }

    private static int source(Window window, TensorShape input, int[] tap, int[] position) {
        int source = 0;
        for (int axis = 0; axis < tap.length; axis++) {
            int length = input.length(axis + 2);
            int index = window.inputIndex(axis, position[axis], tap[axis]);
            if (index < 0 || index >= length) {
                return -1;
            }
            source = source * length + index;
        }
        return source;
    }

    private static void unflatten(int flat, TensorShape shape, int firstAxis, int[] index) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            int length = shape.length(axis + firstAxis);
            index[axis] = flat % length;
            flat /= length;
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
