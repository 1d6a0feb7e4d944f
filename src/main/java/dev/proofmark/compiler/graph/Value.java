package dev.proofmark.compiler.graph;

import java.util.Objects;

/// A named tensor of a [Graph]: an input, a constant or the output of one node.
///
/// @param name unique in its graph
public record Value(String name, TensorShape shape) {
    public Value {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(shape, "shape");
    }

    @Override
    public String toString() {
        return name + shape;
    }
}
