package dev.proofmark.compiler.quantize.program;

import dev.proofmark.circuit.IntegerRange;
import java.util.Arrays;

/// A function from all integers to integers, constant outside of a power-of-two domain: a lookup table with saturation.
///
/// On the domain, `[-2^(bits-1), 2^(bits-1))` when signed and `[0, 2^bits)` otherwise, it is the stored table; left of
/// it the value is `below`, right of it `above`. So it is total: no argument can leave it. Whether the saturation has
/// to be proven at all is seen from the interval of the argument ([Step#range]).
///
/// Tables are compared by content, so that a program with one table in many places pays for it once.
public final class TableFunction {

    /// The widest domain that may be built.
    public static final int MAX_BITS = 24;

    private final String label;
    private final int bits;
    private final boolean signed;
    private final int[] values;
    private final int below;
    private final int above;
    private final int hash;

    private TableFunction(String label, int bits, boolean signed, int[] values, int below, int above) {
        this.label = label;
        this.bits = bits;
        this.signed = signed;
        this.values = values;
        this.below = below;
        this.above = above;
        this.hash = Arrays.hashCode(values) * 31 + Arrays.hashCode(new int[] {bits, below, above, signed ? 1 : 0});
    }

    /// @param values one per domain element, ascending; copied
    public static TableFunction of(String label, int bits, boolean signed, int[] values, int below, int above) {
        if (bits < 1 || bits > MAX_BITS || values.length != 1 << bits) {
            throw new IllegalArgumentException(
                    "a table of 2^bits values, bits in [1, " + MAX_BITS + "], not " + values.length + " for " + bits + " bits");
        }
        return new TableFunction(label, bits, signed, values.clone(), below, above);
    }

    /// u clipped to `[low, high]`, which lies inside of the domain. `clip(k, true, 0, 2^(k-1) - 1)` is the rectifier.
    public static TableFunction clip(int bits, boolean signed, int low, int high) {
        int[] values = new int[1 << bits];
        int start = signed ? -(1 << bits - 1) : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(low, Math.min(high, start + i));
        }
        return new TableFunction("clip(" + low + ", " + high + ")", bits, signed, values, low, high);
    }

    /// max(u, 0) on the signed domain of `bits` bits.
    public static TableFunction rectifier(int bits) {
        return clip(bits, true, 0, (1 << bits - 1) - 1);
    }

    public String label() {
        return label;
    }

    public int bits() {
        return bits;
    }

    public boolean signed() {
        return signed;
    }

    public IntegerRange domain() {
        return signed ? IntegerRange.signed(bits) : IntegerRange.unsigned(bits);
    }

    /// The value left of the domain.
    public int below() {
        return below;
    }

    /// The value right of the domain.
    public int above() {
        return above;
    }

    /// A copy of the stored values, ascending arguments.
    public int[] values() {
        return values.clone();
    }

    public int value(long u) {
        long row = u + (signed ? 1L << bits - 1 : 0);
        return row < 0 ? below : row >= values.length ? above : values[(int) row];
    }

    /// True when every argument of that range is in the domain, so that nothing saturates.
    public boolean covers(IntegerRange arguments) {
        IntegerRange domain = domain();
        return domain.contains(arguments.low()) && domain.contains(arguments.high());
    }

    /// True when the domain's values are the arguments themselves.
    public boolean isIdentity() {
        long start = domain().low();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != start + i) {
                return false;
            }
        }
        return true;
    }

    /// The range of all values, saturated ones included.
    public IntegerRange image() {
        int low = Math.min(below, above);
        int high = Math.max(below, above);
        for (int value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new IntegerRange(low, high);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableFunction function
                && hash == function.hash
                && bits == function.bits
                && signed == function.signed
                && below == function.below
                && above == function.above
                && Arrays.equals(values, function.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return label + " on " + (signed ? "signed " : "unsigned ") + bits + " bits";
    }
}
