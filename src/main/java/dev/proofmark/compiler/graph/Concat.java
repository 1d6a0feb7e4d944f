package dev.proofmark.compiler.graph;

import java.util.List;

/// Tensors one after the other along one axis; all other axes have equal lengths.
public record Concat(int axis) implements Op {
    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(inputs, 1, Integer.MAX_VALUE);
        TensorShape first = inputs.getFirst();
        Arity.requireAxis(axis, first);
        int length = 0;
        for (TensorShape input : inputs) {
            if (input.rank() != first.rank() || !input.with(axis, 0).equals(first.with(axis, 0))) {
                throw new ShapeException("shapes equal but for axis " + axis, inputs.toString());
            }
            length = Math.addExact(length, input.length(axis));
        }
        return first.with(axis, length);
    }
}
