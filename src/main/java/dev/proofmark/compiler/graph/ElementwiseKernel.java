package dev.proofmark.compiler.graph;

import java.util.function.DoubleBinaryOperator;

/// Elementwise functions of two operands with broadcasting.
final class ElementwiseKernel {

    private ElementwiseKernel() {}

    static DenseTensor apply(DenseTensor a, DenseTensor b, TensorShape shape, DoubleBinaryOperator function) {
        double[] x = a.values();
        double[] y = b.values();
        double[] out = new double[shape.elementCount()];
        if (a.shape().equals(shape) && b.shape().equals(shape)) {
            for (int i = 0; i < out.length; i++) {
                out[i] = function.applyAsDouble(x[i], y[i]);
            }
            return DenseTensor.of(shape, out);
        }
        IndexWalk walk = new IndexWalk(
                shape,
                IndexWalk.broadcastStrides(a.shape(), shape),
                IndexWalk.broadcastStrides(b.shape(), shape));
        for (int i = 0; i < out.length; i++, walk.next()) {
            out[i] = function.applyAsDouble(x[walk.first()], y[walk.second()]);
        }
        return DenseTensor.of(shape, out);
    }
}
