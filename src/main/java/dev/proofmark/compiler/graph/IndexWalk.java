package dev.proofmark.compiler.graph;

/// Walks all positions of a shape in row-major order and keeps up to two strided offsets along.
///
/// ```
/// IndexWalk walk = new IndexWalk(shape, stridesA, stridesB);
/// for (int i = 0; i < shape.elementCount(); i++, walk.next()) { out[i] = a[walk.first()] + b[walk.second()]; }
/// ```
final class IndexWalk {

    private final int[] lengths;
    private final int[] firstStrides;
    private final int[] secondStrides;
    private final int[] index;
    private int first;
    private int second;

    IndexWalk(TensorShape shape, int[] firstStrides, int[] secondStrides) {
        this.lengths = shape.lengths();
        this.firstStrides = firstStrides;
        this.secondStrides = secondStrides;
        this.index = new int[lengths.length];
    }

    int first() {
        return first;
    }

    int second() {
        return second;
    }

    void next() {
        for (int axis = lengths.length - 1; axis >= 0; axis--) {
            first += firstStrides[axis];
            second += secondStrides[axis];
            if (++index[axis] < lengths[axis]) {
                return;
            }
            index[axis] = 0;
            first -= firstStrides[axis] * lengths[axis];
            second -= secondStrides[axis] * lengths[axis];
        }
    }

    /// The strides of an operand seen under a shape that it broadcasts to: zero where it is repeated.
    static int[] broadcastStrides(TensorShape operand, TensorShape result) {
        int[] own = operand.strides();
        int[] strides = new int[result.rank()];
        int offset = result.rank() - operand.rank();
        for (int axis = 0; axis < operand.rank(); axis++) {
            strides[axis + offset] = operand.length(axis) == 1 ? 0 : own[axis];
        }
        return strides;
    }
}
