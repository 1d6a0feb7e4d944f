package dev.proofmark.compiler.graph;

import java.util.List;

/// exp(x) / sum of exp(x) along one axis.
public record Softmax(int axis) implements Op {
    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape input = Arity.single(inputs);
        Arity.requireAxis(axis, input);
        return input;
    }
}
