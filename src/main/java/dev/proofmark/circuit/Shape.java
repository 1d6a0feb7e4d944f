package dev.proofmark.circuit;

import java.util.Arrays;

/// Axis lengths of a tensor. Axis `a` of logical length `d` occupies `ceil(log2 d)` index bits ("variables");
/// the padded index concatenates the axes' bits, first axis most significant, most significant bit first.
///
/// **Range** lengths 1 to 2^26, at most 28 bits in all.
public final class Shape {
    public static final int MAX_BITS = 28;
    private static final int MAX_LENGTH = 1 << 26;
    private static final int MAX_RANK = 24;

    private final int[] lengths;
    private final int[] offsets;
    /// Made at the first use; the same for whoever comes first.
    private volatile int[] padded;

    private Shape(int[] lengths) {
        this.lengths = lengths;
        this.offsets = new int[lengths.length + 1];
        for (int a = 0; a < lengths.length; a++) {
            offsets[a + 1] = offsets[a] + bitsFor(lengths[a]);
        }
    }

    public static Shape of(int... lengths) {
        if (lengths.length > MAX_RANK) {
            throw new CircuitException("shape-rank", "at most " + MAX_RANK + " axes, got " + lengths.length);
        }
        int bits = 0;
        for (int length : lengths) {
            if (length < 1 || length > MAX_LENGTH) {
                throw new CircuitException("shape-length", "axis length must be 1.." + MAX_LENGTH + ", got " + length);
            }
            bits += bitsFor(length);
        }
        if (bits > MAX_BITS) {
            throw new CircuitException("shape-bits", "at most " + MAX_BITS + " index bits, got " + bits
                    + " for " + Arrays.toString(lengths));
        }
        return new Shape(lengths.clone());
    }

    /// `ceil(log2 length)`.
    public static int bitsFor(int length) {
        return 32 - Integer.numberOfLeadingZeros(length - 1);
    }

    public int rank() {
        return lengths.length;
    }

    public int length(int axis) {
        return lengths[axis];
    }

    public int[] lengths() {
        return lengths.clone();
    }

    public int bits(int axis) {
        return offsets[axis + 1] - offsets[axis];
    }

    /// Index of the axis's first (most significant) variable.
    public int bitOffset(int axis) {
        return offsets[axis];
    }

    public int totalBits() {
        return offsets[lengths.length];
    }

    public int paddedSize() {
        return 1 << totalBits();
    }

    /// Number of logical positions.
    public int size() {
        int size = 1;
        for (int length : lengths) {
            size *= length;
        }
        return size;
    }

    /// Whether the axis has no padding because its length is a power of two.
    public boolean isFull(int axis) {
        return Integer.bitCount(lengths[axis]) == 1;
    }

    /// Padded index of every logical position, in row-major logical order. One array for all callers, not to be changed.
    public int[] paddedIndexes() {
        int[] known = padded;
        if (known == null) {
            known = indexes();
            padded = known;
        }
        return known;
    }

    private int[] indexes() {
        int[] indexes = {0};
        for (int a = 0; a < lengths.length; a++) {
            int[] next = new int[indexes.length * lengths[a]];
            int k = 0;
            for (int prefix : indexes) {
                for (int i = 0; i < lengths[a]; i++) {
                    next[k++] = prefix << bits(a) | i;
                }
            }
            indexes = next;
        }
        return indexes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(lengths, that.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    @Override
    public String toString() {
        return Arrays.toString(lengths);
    }
}
