package dev.proofmark.circuit;

import java.util.List;

/// The real value of one integer step of a port: one for the whole tensor, or one for every index of one axis.
///
/// `real = integer * unit * 2^exponents[index on the axis]`.
///
/// @param unit      positive and finite: the finest step
/// @param axis      of the port's shape; 0 where the scale is uniform
/// @param exponents one per index of the axis, in `[0, 40]`, the least 0 and not all 0; empty where the scale is uniform
public record PortScale(double unit, int axis, List<Integer> exponents) {
    public static final int MAX_EXPONENT = 40;

    public PortScale {
        exponents = List.copyOf(exponents);
        if (!(unit > 0) || Double.isInfinite(unit)) {
            throw new CircuitException("port-scale", "scale must be positive and finite, got " + unit);
        }
        if (exponents.isEmpty() ? axis != 0 : !canonical(exponents)) {
            throw new CircuitException("port-scale",
                    "exponents must be 0.." + MAX_EXPONENT + ", the least 0 and not all, got " + exponents);
        }
    }

    private static boolean canonical(List<Integer> exponents) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int exponent : exponents) {
            least = Math.min(least, exponent);
            most = Math.max(most, exponent);
        }
        return least == 0 && most > 0 && most <= MAX_EXPONENT;
    }

    public static PortScale uniform(double scale) {
        return new PortScale(scale, 0, List.of());
    }

    public boolean isUniform() {
        return exponents.isEmpty();
    }

    /// Checks that the scale fits a port's shape.
    PortScale fitting(Shape shape) {
        if (!isUniform() && (axis < 0 || axis >= shape.rank() || shape.length(axis) != exponents.size())) {
            throw new CircuitException("port-scale", exponents.size() + " scales along axis " + axis + " do not fit " + shape);
        }
        return this;
    }

    /// Checks that every integer of the range has a finite real value.
    PortScale finiteOver(IntegerRange range) {
        int most = exponents.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (Double.isInfinite(Math.scalb(unit, most) * range.magnitude())) {
            throw new CircuitException("port-scale", "unit " + unit + " * 2^" + most + " has no finite values over " + range);
        }
        return this;
    }

    /// The step of a logical element.
    ///
    /// @param lengths the port's shape
    /// @param element row-major position
    public double at(int[] lengths, int element) {
        if (isUniform()) {
            return unit;
        }
        int stride = 1;
        for (int a = axis + 1; a < lengths.length; a++) {
            stride *= lengths[a];
        }
        return Math.scalb(unit, exponents.get(element / stride % lengths[axis]));
    }
}
