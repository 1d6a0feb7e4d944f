package dev.proofmark.compiler.quantize.program;

import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Window;
import java.util.List;

/// The bilinear and linear integer operators over flat arrays, in wrapping arithmetic: exact where the result fits a long.
final class LinearKernels {

    private LinearKernels() {}

    /// Convolution over any number of spatial axes.
    static long[] convolution(
            Window window, int groups, long[] x, TensorShape xShape, long[] w, TensorShape wShape, TensorShape shape) {
        int taps = window.taps();
        int pixels = shape.product(2, shape.rank());
        int[] reads = reads(window, xShape, shape);
        int channels = wShape.length(1);
        int outputs = wShape.length(0);
        int plane = xShape.product(2, xShape.rank());
        long[] result = new long[shape.elementCount()];
        for (int n = 0; n < shape.length(0); n++) {
            for (int m = 0; m < outputs; m++) {
                int base = (n * outputs + m) * pixels;
                int firstChannel = n * xShape.length(1) + m / (outputs / groups) * channels;
                for (int c = 0; c < channels; c++) {
                    int input = (firstChannel + c) * plane;
                    for (int tap = 0; tap < taps; tap++) {
                        long weight = w[(m * channels + c) * taps + tap];
                        if (weight != 0) {
                            accumulate(result, base, x, input, reads, tap * pixels, pixels, weight);
                        }
                    }
                }
            }
        }
        return result;
    }

    static long[] windowSum(Window window, long[] x, TensorShape xShape, TensorShape shape) {
        int pixels = shape.product(2, shape.rank());
        int plane = xShape.product(2, xShape.rank());
        int[] reads = reads(window, xShape, shape);
        long[] result = new long[shape.elementCount()];
        for (int c = 0; c < shape.product(0, 2); c++) {
            for (int tap = 0; tap < window.taps(); tap++) {
                accumulate(result, c * pixels, x, c * plane, reads, tap * pixels, pixels, 1);
            }
        }
        return result;
    }

    /// One matrix product per batch index; operands broadcast over the batch axes.
    static long[] matMul(long[] a, TensorShape aShape, long[] b, TensorShape bShape, TensorShape shape) {
        int rows = shape.length(shape.rank() - 2);
        int columns = shape.length(shape.rank() - 1);
        int inner = aShape.length(aShape.rank() - 1);
        TensorShape batch = matrices(shape);
        int[] aBatch = IndexMaps.broadcast(matrices(aShape), batch);
        int[] bBatch = IndexMaps.broadcast(matrices(bShape), batch);
        long[] result = new long[shape.elementCount()];
        for (int n = 0; n < batch.elementCount(); n++) {
            int aBase = (aBatch == null ? n : aBatch[n]) * rows * inner;
            int bBase = (bBatch == null ? n : bBatch[n]) * inner * columns;
            for (int i = 0; i < rows; i++) {
                int out = (n * rows + i) * columns;
                for (int k = 0; k < inner; k++) {
                    long left = a[aBase + i * inner + k];
                    int row = bBase + k * columns;
                    for (int j = 0; left != 0 && j < columns; j++) {
                        result[out + j] += left * b[row + j];
                    }
                }
            }
        }
        return result;
    }

    static long[] sum(long[] x, TensorShape xShape, TensorShape shape) {
        int[] target = IndexMaps.broadcast(shape, xShape);
        long[] result = new long[shape.elementCount()];
        for (int i = 0; i < x.length; i++) {
            result[target == null ? i : target[i]] += x[i];
        }
        return result;
    }

    static long[] concat(List<long[]> parts, List<TensorShape> shapes, int axis, TensorShape shape) {
        long[] result = new long[shape.elementCount()];
        int outer = shape.product(0, axis);
        int row = shape.product(axis, shape.rank());
        int offset = 0;
        for (int part = 0; part < parts.size(); part++) {
            int length = shapes.get(part).product(axis, shape.rank());
            for (int o = 0; o < outer; o++) {
                System.arraycopy(parts.get(part), o * length, result, o * row + offset, length);
            }
            offset += length;
        }
        return result;
    }

    private static TensorShape matrices(TensorShape shape) {
        return TensorShape.of(java.util.Arrays.copyOf(shape.lengths(), shape.rank() - 2));
    }

    /// For every tap and output pixel the input pixel read, or -1 in the padding.
    private static int[] reads(Window window, TensorShape xShape, TensorShape shape) {
        TensorShape kernel = TensorShape.of(window.kernel());
        TensorShape pixels = TensorShape.of(shape.toList().subList(2, shape.rank()));
        int[] reads = new int[kernel.elementCount() * pixels.elementCount()];
        int[] tapStrides = kernel.strides();
        int[] pixelStrides = pixels.strides();
        for (int tap = 0; tap < kernel.elementCount(); tap++) {
            for (int pixel = 0; pixel < pixels.elementCount(); pixel++) {
                int position = 0;
                for (int axis = 0; axis < window.rank() && position >= 0; axis++) {
                    int length = xShape.length(axis + 2);
                    int index = window.inputIndex(
                            axis,
                            pixel / pixelStrides[axis] % pixels.length(axis),
                            tap / tapStrides[axis] % kernel.length(axis));
                    position = index < 0 || index >= length ? -1 : position * length + index;
                }
                reads[tap * pixels.elementCount() + pixel] = position;
            }
        }
        return reads;
    }

    private static void accumulate(
            long[] result, int base, long[] x, int input, int[] reads, int readBase, int pixels, long weight) {
        for (int p = 0; p < pixels; p++) {
            int position = reads[readBase + p];
            if (position >= 0) {
                result[base + p] += weight * x[input + position];
            }
        }
    }
}
