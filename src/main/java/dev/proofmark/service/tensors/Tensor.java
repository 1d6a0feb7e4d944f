package dev.proofmark.service.tensors;

import java.util.List;
import java.util.Objects;

/// A shape and its elements, the last axis running fastest. The elements may be secret: the text form has only the shape.
public record Tensor(List<Integer> shape, double[] values) {
    public Tensor {
        shape = List.copyOf(shape);
        Objects.requireNonNull(values);
        if (elements(shape) != values.length) {
            throw new IllegalArgumentException("shape %s does not hold %d elements".formatted(shape, values.length));
        }
    }

    static long elements(List<Integer> shape) {
        long count = 1;
        for (int length : shape) {
            count = Math.multiplyExact(count, (long) length);
        }
        return count;
    }

    Tensor reshaped(List<Integer> other) {
        return new Tensor(other, values);
    }

    boolean flat() {
        return shape.size() == 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && shape.equals(that.shape) && java.util.Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + java.util.Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
