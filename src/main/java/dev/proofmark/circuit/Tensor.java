package dev.proofmark.circuit;

import java.util.Arrays;

/// A tensor with values of its own.
///
/// @param range  declared range of `WEIGHT` and `PUBLIC`, null for the other kinds
/// @param values logical values, row-major, of `CONSTANT` and `TABLE`, null for the other kinds; not to be changed
public record Tensor(int id, TensorKind kind, String name, Shape shape, IntegerRange range, long[] values)
        implements Node {
    public Tensor {
        boolean ranged = kind == TensorKind.WEIGHT || kind == TensorKind.PUBLIC;
        boolean valued = kind == TensorKind.CONSTANT || kind == TensorKind.TABLE;
        if (ranged != (range != null) || valued != (values != null)) {
            throw new CircuitException("tensor", "range or values do not fit kind " + kind + " of " + name);
        }
        if (valued && values.length != shape.size()) {
            throw new CircuitException("tensor-values", name + " needs " + shape.size() + " values, got " + values.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t && id == t.id && kind == t.kind && name.equals(t.name) && shape.equals(t.shape)
                && java.util.Objects.equals(range, t.range) && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        return id * 31 + name.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + name + shape;
    }
}
