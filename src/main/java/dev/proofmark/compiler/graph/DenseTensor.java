package dev.proofmark.compiler.graph;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/// A tensor of doubles, row-major.
///
/// The array is shared and not copied (weights are large): whoever holds a tensor reads it and never writes to it.
///
/// A tensor is **public** when a circuit may show its values: made of attributes, shapes or what the model's owner declared, or a
/// single one of the [PublicNumbers]. What is made of public tensors only is public. Equality looks at shape and values.
public final class DenseTensor {

    private final TensorShape shape;
    private final double[] values;
    private final boolean published;

    private DenseTensor(TensorShape shape, double[] values, boolean published) {
        this.shape = Objects.requireNonNull(shape, "shape");
        this.values = values;
        this.published = published;
        if (values.length != shape.elementCount()) {
            throw new ShapeException(shape.elementCount() + " values for " + shape, values.length + " values");
        }
    }

    public static DenseTensor of(TensorShape shape, double... values) {
        return new DenseTensor(shape, values, false);
    }

    public static DenseTensor scalar(double value) {
        return new DenseTensor(TensorShape.SCALAR, new double[] {value}, false);
    }

    public static DenseTensor vector(double... values) {
        return new DenseTensor(TensorShape.of(values.length), values, false);
    }

    public static DenseTensor filled(TensorShape shape, double value) {
        double[] values = new double[shape.elementCount()];
        Arrays.fill(values, value);
        return new DenseTensor(shape, values, false);
    }

    /// The same values, known to everybody.
    public DenseTensor published() {
        return new DenseTensor(shape, values, true);
    }

    public boolean isPublic() {
        return published || values.length == 1 && PublicNumbers.isListed(values[0]);
    }

    public TensorShape shape() {
        return shape;
    }

    /// The values themselves, not a copy: read only.
    public double[] values() {
        return values;
    }

    public double value(int index) {
        return values[index];
    }

    /// The same values under another shape of the same element count.
    public DenseTensor reshaped(TensorShape other) {
        return new DenseTensor(other, values, published);
    }

    public DenseTensor map(DoubleUnaryOperator function) {
        double[] mapped = new double[values.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = function.applyAsDouble(values[i]);
        }
        return new DenseTensor(shape, mapped, isPublic());
    }

    /// True when no value is NaN or infinite.
    public boolean isFinite() {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DenseTensor tensor
                && shape.equals(tensor.shape)
                && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    /// Only the shape: values may be secret.
    @Override
    public String toString() {
        return "DenseTensor" + shape;
    }
}
