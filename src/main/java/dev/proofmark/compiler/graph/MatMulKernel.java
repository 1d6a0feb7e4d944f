package dev.proofmark.compiler.graph;

/// Matrix products in loops whose innermost one runs along rows of the right operand and of the result.
final class MatMulKernel {

    private static final int BLOCK = 128;
    private static final int COLUMNS = 512;

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
            for (int left = 0; left < columns; left += COLUMNS) {
                int width = Math.min(columns - left, COLUMNS);
                for (int row = 0; row < rows; row++) {
                    int target = atOut + row * columns + left;
                    int factor = atA + row * inner + from;
                    int source = atB + from * columns + left;
                    addProducts(out, target, width, a, factor, to - from, b, source, columns);
                }
            }
        }
    }

    /// One row of the result within a block: four rows of b per pass over it.
    private static void addProducts(
            double[] out, int atOut, int width, double[] a, int atA, int count, double[] b, int atB, int stride) {
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            int at = atB + k * stride;
            addFour(
                    out, atOut, width, b, at, at + stride, at + 2 * stride, at + 3 * stride,
                    a[atA + k], a[atA + k + 1], a[atA + k + 2], a[atA + k + 3]);
        }
        for (; k < count; k++) {
            double factor = a[atA + k];
            int at = atB + k * stride;
            for (int j = 0; j < width; j++) {
                out[atOut + j] += factor * b[at + j];
            }
        }
    }

    private static void addFour(
            double[] out, int atOut, int width, double[] b, int at0, int at1, int at2, int at3,
            double f0, double f1, double f2, double f3) {
        for (int j = 0; j < width; j++) {
            out[atOut + j] += f0 * b[at0 + j] + f1 * b[at1 + j] + f2 * b[at2 + j] + f3 * b[at3 + j];
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
