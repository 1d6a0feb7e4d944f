package dev.proofmark.compiler.graph;

/// Softmax and sums over axes.
final class ReductionKernel {

    private ReductionKernel() {}

    static DenseTensor softmax(Softmax op, DenseTensor input) {
        TensorShape shape = input.shape();
        int length = shape.length(op.axis());
        int inner = shape.product(op.axis() + 1, shape.rank());
        double[] out = new double[shape.elementCount()];
        for (int outer = 0; outer < shape.product(0, op.axis()); outer++) {
            for (int i = 0; i < inner; i++) {
                row(input.values(), out, outer * length * inner + i, length, inner);
            }
        }
        return DenseTensor.of(shape, out);
    }

    private static void row(double[] in, double[] out, int start, int length, int stride) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < length; k++) {
            largest = Math.max(largest, in[start + k * stride]);
        }
        double sum = 0;
        for (int k = 0; k < length; k++) {
            double e = StrictMath.exp(in[start + k * stride] - largest);
            out[start + k * stride] = e;
            sum += e;
        }
        for (int k = 0; k < length; k++) {
            out[start + k * stride] /= sum;
        }
    }

    /// `shape` is the input's with length one on the axes that are summed.
    static DenseTensor sum(DenseTensor input, TensorShape shape) {
        double[] out = new double[shape.elementCount()];
        IndexWalk walk = new IndexWalk(
                input.shape(), IndexWalk.broadcastStrides(shape, input.shape()), new int[input.shape().rank()]);
        for (int i = 0; i < input.shape().elementCount(); i++, walk.next()) {
            out[walk.first()] += input.values()[i];
        }
        return DenseTensor.of(shape, out);
    }
}
