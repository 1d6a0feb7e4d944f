package dev.proofmark.compiler.graph;

import java.util.List;
import java.util.Objects;

/// The same elements in the same row-major order under another shape.
public record Reshape(TensorShape shape) implements Op {

    public Reshape {
        Objects.requireNonNull(shape, "shape");
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape input = Arity.single(inputs);
        if (input.elementCount() != shape.elementCount()) {
            throw new ShapeException("a shape of " + input.elementCount() + " elements like " + input, shape.toString());
        }
        return shape;
    }
}
