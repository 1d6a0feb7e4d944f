package dev.proofmark.compiler.graph;

import java.util.List;

/// A constant value added around a tensor. One entry per axis, none negative.
public record Pad(List<Integer> begins, List<Integer> ends, double value) implements Op {

    public Pad {
        begins = List.copyOf(begins);
        ends = List.copyOf(ends);
        for (int axis = 0; axis < begins.size(); axis++) {
            if (begins.size() != ends.size() || begins.get(axis) < 0 || ends.get(axis) < 0) {
                throw new ShapeException("no negative padding, as many begins as ends", begins + ", " + ends);
            }
        }
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape input = Arity.single(inputs);
        Arity.requireRank(begins, input);
        int[] lengths = input.lengths();
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = Math.addExact(lengths[axis], Math.addExact(begins.get(axis), ends.get(axis)));
        }
        return TensorShape.of(lengths);
    }
}
