package dev.proofmark.compiler.graph;

import java.util.List;

/// The sum over some axes, which stay in the shape with length one.
public record ReduceSum(List<Integer> axes) implements Op {

    public ReduceSum {
        axes = axes.stream().distinct().sorted().toList();
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape shape = Arity.single(inputs);
        for (int axis : axes) {
            Arity.requireAxis(axis, shape);
            shape = shape.with(axis, 1);
        }
        return shape;
    }
}
