package dev.proofmark.compiler.quantize.program;

import java.util.List;

/// The declared widths of secret constants: few, so that a width tells little, and each is one table at registration.
public final class WeightWidths {

    /// Signed bits, ascending. Wider constants are split into limbs of the last width.
    public static final List<Integer> BITS = List.of(8, 12, 16);

    public static final int LIMB_BITS = BITS.getLast();

    private WeightWidths() {}

    /// The least declared width that holds every value, or -1 when limbs are needed.
    static int of(long[] values) {
        for (int bits : BITS) {
            long bound = 1L << bits - 1;
            boolean fits = true;
            for (long value : values) {
                fits &= value >= -bound && value < bound;
            }
            if (fits) {
                return bits;
            }
        }
        return -1;
    }
}
