package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.circuit.Coefficient;

/// The circuit's coefficients as field elements.
final class Coefficients {
    private Coefficients() {
    }

    static Fr value(Coefficient c) {
        Fr numerator = Fr.of(c.numerator());
        return c.shift() == 0 ? numerator : numerator.multiply(Fr.powerOfTwo(-c.shift()));
    }
}
