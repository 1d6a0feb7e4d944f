package dev.proofmark.algebra.field;

/// Operations on vectors of base-field elements; the conventions are those of [FrVector].
public final class FpVector {

    private static final Elementwise ELEMENTWISE = new Elementwise(Kernels.chosen(), BlockConstants.P);

    private FpVector() {
    }

    public static void add(FpArray out, int outOffset, FpArray a, int aOffset, FpArray b, int bOffset, int n) {
        ELEMENTWISE.add(out, outOffset, a, aOffset, b, bOffset, n);
    }

    public static void subtract(FpArray out, int outOffset, FpArray a, int aOffset, FpArray b, int bOffset, int n) {
        ELEMENTWISE.subtract(out, outOffset, a, aOffset, b, bOffset, n);
    }

    public static void multiply(FpArray out, int outOffset, FpArray a, int aOffset, FpArray b, int bOffset, int n) {
        ELEMENTWISE.multiply(out, outOffset, a, aOffset, b, bOffset, n);
    }

    /// `out = c * a`.
    public static void scale(FpArray out, int outOffset, FpArray a, int aOffset, Fp c, int n) {
        ELEMENTWISE.scale(out, outOffset, a, aOffset, c, n);
    }

    public static void square(FpArray out, int outOffset, FpArray a, int aOffset, int n) {
        multiply(out, outOffset, a, aOffset, a, aOffset, n);
    }
}
