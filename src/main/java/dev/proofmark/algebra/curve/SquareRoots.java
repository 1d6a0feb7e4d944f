package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.FpArray;
import dev.proofmark.algebra.field.FpVector;
import java.math.BigInteger;

/// Square roots of many elements at once: p = 3 mod 4, so a root of a is a^((p+1)/4), if there is one. The exponent is
/// the same for all, so a power of many is the same few hundred vector products, by windows of four bits.
final class SquareRoots {
    private static final BigInteger EXPONENT = Fp.order().add(BigInteger.ONE).shiftRight(2);
    private static final int WINDOW = 4;
    private static final int BATCH = 256;

    private SquareRoots() {}

    /// A root of each element; null for those that have none.
    static Fp[] of(Fp[] elements) {
        Fp[] out = new Fp[elements.length];
        for (int from = 0; from < elements.length; from += BATCH) {
            int n = Math.min(BATCH, elements.length - from);
            FpArray values = FpArray.zeros(n);
            for (int i = 0; i < n; i++) {
                values.set(i, elements[from + i]);
            }
            FpArray roots = power(values);
            for (int i = 0; i < n; i++) {
                Fp root = roots.get(i);
                out[from + i] = root.square().equals(elements[from + i]) ? root : null;
            }
        }
        return out;
    }

    private static FpArray power(FpArray base) {
        int n = base.length();
        FpArray[] powers = new FpArray[1 << WINDOW];
        powers[1] = base;
        for (int i = 2; i < powers.length; i++) {
            powers[i] = FpArray.zeros(n);
            FpVector.multiply(powers[i], 0, powers[i - 1], 0, base, 0, n);
        }
        int top = (EXPONENT.bitLength() - 1) / WINDOW;
        FpArray out = powers[window(top)].copy();
        for (int w = top - 1; w >= 0; w--) {
            for (int b = 0; b < WINDOW; b++) {
                FpVector.square(out, 0, out, 0, n);
            }
            if (window(w) != 0) {
                FpVector.multiply(out, 0, out, 0, powers[window(w)], 0, n);
            }
        }
        return out;
    }

    private static int window(int index) {
        return EXPONENT.shiftRight(index * WINDOW).intValue() & (1 << WINDOW) - 1;
    }
}
