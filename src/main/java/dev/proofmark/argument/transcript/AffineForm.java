package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.field.Fr;
import java.util.Arrays;
import java.util.function.BiConsumer;

/// `constant - sum_k coefficient_k * P[pad_k]`: what a verifier knows of a value that was sent under one-time pads.
/// Closed under sums and public multiples. Immutable; pads ascending.
public final class AffineForm {
    public static final AffineForm ZERO = new AffineForm(Fr.ZERO, new int[0], new Fr[0]);

    private final Fr constant;
    private final int[] pads;
    private final Fr[] coefficients;

    private AffineForm(Fr constant, int[] pads, Fr[] coefficients) {
        this.constant = constant;
        this.pads = pads;
        this.coefficients = coefficients;
    }

    public static AffineForm constant(Fr value) {
        return new AffineForm(value, new int[0], new Fr[0]);
    }

    /// The message that was sent as `padded` under pad number `pad`.
    public static AffineForm padded(Fr padded, int pad) {
        return new AffineForm(padded, new int[] {pad}, new Fr[] {Fr.ONE});
    }

    /// `constant - sum_k coefficients[k] P[pads[k]]`, pads ascending.
    static AffineForm of(Fr constant, int[] pads, Fr[] coefficients) {
        return new AffineForm(constant, pads, coefficients);
    }

    /// Visits every pad with its coefficient, pads ascending.
    void forEachPad(BiConsumer<Integer, Fr> visitor) {
        for (int i = 0; i < pads.length; i++) {
            visitor.accept(pads[i], coefficients[i]);
        }
    }

    public Fr constant() {
        return constant;
    }

    /// How many pads it has coefficients of.
    public int coefficients() {
        return pads.length;
    }

    /// Whether the value is public.
    public boolean isConstant() {
        return pads.length == 0;
    }

    public AffineForm plus(AffineForm that) {
        if (that.pads.length == 0) {
            return new AffineForm(constant.add(that.constant), pads, coefficients);
        }
        int[] index = new int[pads.length + that.pads.length];
        Fr[] values = new Fr[index.length];
        int n = 0;
        int i = 0;
        int j = 0;
        while (i < pads.length || j < that.pads.length) {
            if (j == that.pads.length || i < pads.length && pads[i] < that.pads[j]) {
                index[n] = pads[i];
                values[n++] = coefficients[i++];
            } else if (i == pads.length || that.pads[j] < pads[i]) {
                index[n] = that.pads[j];
                values[n++] = that.coefficients[j++];
            } else {
                index[n] = pads[i];
                values[n++] = coefficients[i++].add(that.coefficients[j++]);
            }
        }
        return new AffineForm(constant.add(that.constant), Arrays.copyOf(index, n), Arrays.copyOf(values, n));
    }

    public AffineForm plus(Fr value) {
        return new AffineForm(constant.add(value), pads, coefficients);
    }

    public AffineForm times(Fr factor) {
        Fr[] values = new Fr[coefficients.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = coefficients[i].multiply(factor);
        }
        return new AffineForm(constant.multiply(factor), pads, values);
    }

    public AffineForm negate() {
        return times(Fr.ONE.negate());
    }

    public AffineForm minus(AffineForm that) {
        return plus(that.negate());
    }

    /// The value, for whoever knows the pads.
    public Fr value(Fr[] padValues) {
        Fr value = constant;
        for (int i = 0; i < pads.length; i++) {
            value = value.subtract(coefficients[i].multiply(padValues[pads[i]]));
        }
        return value;
    }

    /// Adds `factor * coefficient` to every pad's slot.
    public void addCoefficients(Fr factor, Fr[] slots) {
        for (int i = 0; i < pads.length; i++) {
            slots[pads[i]] = slots[pads[i]].add(factor.multiply(coefficients[i]));
        }
    }
}
