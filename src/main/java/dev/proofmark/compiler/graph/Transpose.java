package dev.proofmark.compiler.graph;

import java.util.List;

/// Axes in another order: output axis i is input axis `permutation[i]`.
public record Transpose(List<Integer> permutation) implements Op {

    public Transpose {
        permutation = List.copyOf(permutation);
        boolean[] seen = new boolean[permutation.size()];
        for (int axis : permutation) {
            if (axis < 0 || axis >= seen.length || seen[axis]) {
                throw new ShapeException("a permutation of the axes", permutation.toString());
            }
            seen[axis] = true;
        }
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape input = Arity.single(inputs);
        Arity.requireRank(permutation, input);
        return TensorShape.of(permutation.stream().map(input::length).toList());
    }
}
