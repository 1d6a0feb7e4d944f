package dev.proofmark.compiler.graph;

import java.util.List;

/// Checks that several operators share.
final class Arity {

    private Arity() {}

    static void require(List<TensorShape> inputs, int least, int most) {
        if (inputs.size() < least || inputs.size() > most) {
            String expected = least == most ? Integer.toString(least) : least + " to " + most;
            throw new ShapeException(expected + " inputs", inputs.size() + " inputs");
        }
    }

    static TensorShape single(List<TensorShape> inputs) {
        require(inputs, 1, 1);
        return inputs.get(0);
    }

    static void requireAxis(int axis, TensorShape shape) {
        if (axis < 0 || axis >= shape.rank()) {
            throw new ShapeException("an axis below the rank of " + shape, Integer.toString(axis));
        }
    }

    static void requireRank(List<Integer> perAxis, TensorShape shape) {
        if (perAxis.size() != shape.rank()) {
            throw new ShapeException("one entry per axis of " + shape, perAxis.toString());
        }
    }
}
