package dev.proofmark.compiler.graph;

/// Matrix products in loops whose innermost one runs along rows of the right operand and of the result.
final class MatMulKernel {

    private static final int BLOCK = 128;

    private MatMulKernel() {}

    static DenseTensor apply(DenseTensor a, DenseTensor b, TensorShape shape) {
        TensorShape left = a.shape().rank() == 1 ? TensorShape.of(1, a.shape().length(0)) : a.shape();
        TensorShape right = b.shape().rank() == 1 ? TensorShape.of(b.shape().length(0), 1) : b.shape();
        int rows = left.length(left.rank() - 2);
        int inner = left.length(left.rank() - 1);
        int columns = right.length(right.rank() - 1);
        TensorShape batchA = MatMul.batchAxes(left);
        TensorShape batchB = MatMul.batchAxes(right);
        TensorShape batch = TensorShape.broadcast(batchA, batchB);
        double[] out = new double[shape.elementCount()];
        IndexWalk walk = new IndexWalk(
                batch, IndexWalk.broadcastStrides(batchA, batch), IndexWalk.broadcastStrides(batchB, batch));
        for (int i = 0; i < batch.elementCount(); i++, walk.next()) {
            multiply(
                    a.values(), walk.first() * rows * inner, b.values(), walk.second() * inner * columns,
                    out, i * rows * columns, rows, inner, columns);
        }
        return DenseTensor.of(shape, out);
    }

    /// out += a b for row-major blocks at offsets; `out` starts as zeros.
    static void multiply(
            double[] a, int atA, double[] b, int atB, double[] out, int atOut, int rows, int inner, int columns) {
        if (columns == 1) {
            multiplyByVector(a, atA, b, atB, out, atOut, rows, inner);
            return;
        }
        for (int from = 0; from < inner; from += BLOCK) {
            int to = Math.min(inner, from + BLOCK);
            for (int row = 0; row < rows; row++) {
                for (int k = from; k < to; k++) {
                    double factor = a[atA + row * inner + k];
                    if (factor != 0) {
                        addScaled(out, atOut + row * columns, b, atB + k * columns, factor, columns);
                    }
                }
            }
        }
    }

    private static void addScaled(double[] out, int atOut, double[] b, int atB, double factor, int count) {
        for (int j = 0; j < count; j++) {
            out[atOut + j] += factor * b[atB + j];
        }
    }

    private static void multiplyByVector(
            double[] a, int atA, double[] b, int atB, double[] out, int atOut, int rows, int inner) {
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int k = 0; k < inner; k++) {
                sum += a[atA + row * inner + k] * b[atB + k];
            }
            out[atOut + row] += sum;
        }
    }
}
