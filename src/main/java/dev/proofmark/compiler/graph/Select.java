package dev.proofmark.compiler.graph;

import java.util.List;

/// Public positions picked along one axis: output index o reads input index `indexes[o]`. Repeats are allowed.
///
/// Covers a gather by constant indexes, repetition along an axis, and padding by reflection or by the edge.
public record Select(int axis, List<Integer> indexes) implements Op {

    public Select {
        indexes = List.copyOf(indexes);
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape input = Arity.single(inputs);
        Arity.requireAxis(axis, input);
        for (int index : indexes) {
            if (index < 0 || index >= input.length(axis)) {
                throw new ShapeException("indexes below " + input.length(axis), Integer.toString(index));
            }
        }
        return input.with(axis, indexes.size());
    }
}
