package dev.proofmark.compiler.graph;

import java.util.List;

/// Elementwise a * b with broadcasting.
public record Multiply() implements Op {
    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(inputs, 2, 2);
        return TensorShape.broadcast(inputs.get(0), inputs.get(1));
    }
}
