package dev.proofmark.algebra.field;

/// Operations on vectors of base-field elements; the conventions are those of [FrVector].
public final class FpVector {

    private FpVector() {
    }

    public static void add(FpArray out, int outOffset, FpArray a, int aOffset, FpArray b, int bOffset, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, a.get(aOffset + i).add(b.get(bOffset + i)));
        }
    }

    public static void subtract(FpArray out, int outOffset, FpArray a, int aOffset, FpArray b, int bOffset, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, a.get(aOffset + i).subtract(b.get(bOffset + i)));
        }
    }

    public static void multiply(FpArray out, int outOffset, FpArray a, int aOffset, FpArray b, int bOffset, int n) {
        for (int i = 0; i < n; i++) {
            out.set(outOffset + i, a.get(aOffset + i).multiply(b.get(bOffset + i)));
        }
    }

    public static void square(FpArray out, int outOffset, FpArray a, int aOffset, int n) {
        multiply(out, outOffset, a, aOffset, a, aOffset, n);
    }
}
