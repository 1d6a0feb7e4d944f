package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;

/// Lets tests outside this package see by how much the final checks fail.
public final class OpeningProbe {
    private OpeningProbe() {
    }

    /// Left side minus right side of the scalar equation.
    public static Fr gap(OpeningChecks checks) {
        return checks.scalarGap();
    }

    public static Fr coefficient(EquationSum sum, G1 point) {
        return sum.coefficient(point);
    }

    public static G1 value(EquationSum sum) {
        return sum.value();
    }
}
