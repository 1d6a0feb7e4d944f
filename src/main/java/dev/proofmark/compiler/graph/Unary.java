package dev.proofmark.compiler.graph;

import java.util.List;
import java.util.Objects;

/// One real function applied to every element.
public record Unary(UnaryFunction function) implements Op {

    public Unary {
        Objects.requireNonNull(function, "function");
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        return Arity.single(inputs);
    }
}
