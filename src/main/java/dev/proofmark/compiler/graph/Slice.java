package dev.proofmark.compiler.graph;

import java.util.List;

/// A strided part of a tensor: on axis a the output index o reads the input index `starts[a] + o * steps[a]`.
///
/// One entry per axis in every list. Steps may be negative; every index read lies inside the tensor.
public record Slice(List<Integer> starts, List<Integer> lengths, List<Integer> steps) implements Op {

    public Slice {
        starts = List.copyOf(starts);
        lengths = List.copyOf(lengths);
        steps = List.copyOf(steps);
        if (starts.size() != lengths.size() || starts.size() != steps.size()) {
            throw new ShapeException("as many starts as lengths and steps", starts + ", " + lengths + ", " + steps);
        }
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape input = Arity.single(inputs);
        Arity.requireRank(starts, input);
        for (int axis = 0; axis < input.rank(); axis++) {
            long first = starts.get(axis);
            long last = first + (lengths.get(axis) - 1L) * steps.get(axis);
            boolean empty = lengths.get(axis) == 0;
            if (!empty && (first < 0 || last < 0 || first >= input.length(axis) || last >= input.length(axis))) {
                throw new ShapeException(
                        "indexes inside " + input, "from " + first + " to " + last + " on axis " + axis);
            }
        }
        return TensorShape.of(lengths);
    }
}
