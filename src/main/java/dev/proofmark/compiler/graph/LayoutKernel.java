package dev.proofmark.compiler.graph;

import java.util.Arrays;
import java.util.List;

/// The operators that only move elements.
final class LayoutKernel {

    private LayoutKernel() {}

    static DenseTensor transpose(Transpose op, DenseTensor input, TensorShape shape) {
        int[] own = input.shape().strides();
        int[] strides = op.permutation().stream().mapToInt(axis -> own[axis]).toArray();
        return strided(input, 0, strides, shape);
    }

    static DenseTensor slice(Slice op, DenseTensor input, TensorShape shape) {
        int[] strides = input.shape().strides();
        int start = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            start += op.starts().get(axis) * strides[axis];
            strides[axis] *= op.steps().get(axis);
        }
        return strided(input, start, strides, shape);
    }

    private static DenseTensor strided(DenseTensor input, int start, int[] strides, TensorShape shape) {
        double[] out = new double[shape.elementCount()];
        IndexWalk walk = new IndexWalk(shape, strides, new int[strides.length]);
        for (int i = 0; i < out.length; i++, walk.next()) {
            out[i] = input.values()[start + walk.first()];
        }
        return DenseTensor.of(shape, out);
    }

    static DenseTensor select(Select op, DenseTensor input, TensorShape shape) {
        int inner = shape.product(op.axis() + 1, shape.rank());
        int length = input.shape().length(op.axis());
        double[] out = new double[shape.elementCount()];
        int at = 0;
        for (int outer = 0; outer < shape.product(0, op.axis()); outer++) {
            for (int index : op.indexes()) {
                System.arraycopy(input.values(), (outer * length + index) * inner, out, at, inner);
                at += inner;
            }
        }
        return DenseTensor.of(shape, out);
    }

    static DenseTensor pad(Pad op, DenseTensor input, TensorShape shape) {
        double[] out = new double[shape.elementCount()];
        Arrays.fill(out, op.value());
        int[] strides = shape.strides();
        int start = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            start += op.begins().get(axis) * strides[axis];
        }
        IndexWalk walk = new IndexWalk(input.shape(), strides, new int[strides.length]);
        for (int i = 0; i < input.shape().elementCount(); i++, walk.next()) {
            out[start + walk.first()] = input.values()[i];
        }
        return DenseTensor.of(shape, out);
    }

    static DenseTensor concat(Concat op, List<DenseTensor> inputs, TensorShape shape) {
        double[] out = new double[shape.elementCount()];
        int inner = shape.product(op.axis() + 1, shape.rank());
        int at = 0;
        for (int outer = 0; outer < shape.product(0, op.axis()); outer++) {
            for (DenseTensor input : inputs) {
                int count = input.shape().length(op.axis()) * inner;
                System.arraycopy(input.values(), outer * count, out, at, count);
                at += count;
            }
        }
        return DenseTensor.of(shape, out);
    }
}
