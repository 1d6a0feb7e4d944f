package dev.proofmark.compiler.graph;

import java.util.List;

/// The matrix product of the last two axes, batched and broadcast over the others.
///
/// A vector on the left counts as one row, on the right as one column, and that axis is dropped from the result.
public record MatMul() implements Op {
    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(inputs, 2, 2);
        TensorShape a = inputs.get(0);
        TensorShape b = inputs.get(1);
        if (a.rank() == 0 || b.rank() == 0) {
            throw new ShapeException("two operands with at least one axis", a + " and " + b);
        }
        int inner = a.length(a.rank() - 1);
        if (inner != (b.rank() == 1 ? b.length(0) : b.length(b.rank() - 2))) {
            throw new ShapeException("equal inner lengths", a + " and " + b);
        }
        int[] batch = TensorShape.broadcast(batchAxes(a), batchAxes(b)).lengths();
        int rows = a.rank() == 1 ? 0 : 1;
        int columns = b.rank() == 1 ? 0 : 1;
        int[] lengths = java.util.Arrays.copyOf(batch, batch.length + rows + columns);
        if (rows == 1) {
            lengths[batch.length] = a.length(a.rank() - 2);
        }
        if (columns == 1) {
            lengths[batch.length + rows] = b.length(b.rank() - 1);
        }
        return TensorShape.of(lengths);
    }

    /// All axes but the last two.
    static TensorShape batchAxes(TensorShape shape) {
        return shape.rank() <= 2
                ? TensorShape.SCALAR
                : TensorShape.of(java.util.Arrays.copyOf(shape.lengths(), shape.rank() - 2));
    }
}
