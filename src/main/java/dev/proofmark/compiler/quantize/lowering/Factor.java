package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.Scales;

/// A number that what is accumulated is multiplied by on its way to an accumulator. A secret one reaches weights only.
///
/// @param value     may be negative
/// @param magnitude at least |value|, and public: of a secret number only the power of two strictly above it
/// @param isPublic  whether multipliers of a circuit may show the value
record Factor(double value, double magnitude, boolean isPublic) {

    static final Factor ONE = of(1);

    static Factor of(double value) {
        return new Factor(value, Math.abs(value), true);
    }

    /// The number of a constant of one element.
    static Factor of(DenseTensor constant) {
        return new Factor(constant.value(0), publicMagnitude(constant), constant.isPublic());
    }

    /// What the choice of scales may know of a constant's largest magnitude: of a single secret number the power of two strictly above.
    static double publicMagnitude(DenseTensor constant) {
        double magnitude = RealRange.of(constant).magnitude();
        return constant.isPublic() || constant.shape().elementCount() > 1 ? magnitude : Scales.above(magnitude);
    }

    Factor times(Factor other) {
        return new Factor(value * other.value, magnitude * other.magnitude, isPublic && other.isPublic);
    }

    Factor times(double number) {
        return times(of(number));
    }
}
