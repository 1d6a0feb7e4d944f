package dev.proofmark.proving.witness;

import dev.proofmark.circuit.Shape;

/// Integer values of a node over its padded positions, as `int` where they fit and `long` otherwise. Padding is zero.
public final class IntegerTensor {
    private final int[] ints;
    private final long[] longs;

    private IntegerTensor(int[] ints, long[] longs) {
        this.ints = ints;
        this.longs = longs;
    }

    public static IntegerTensor of(int[] padded) {
        return new IntegerTensor(padded, null);
    }

    /// Takes the narrower form where all values fit.
    public static IntegerTensor of(long[] padded) {
        int[] narrow = new int[padded.length];
        for (int i = 0; i < padded.length; i++) {
            narrow[i] = (int) padded[i];
            if (narrow[i] != padded[i]) {
                return new IntegerTensor(null, padded);
            }
        }
        return new IntegerTensor(narrow, null);
    }

    /// Logical row-major values put at their padded positions.
    public static IntegerTensor ofLogical(Shape shape, long[] values) {
        if (values.length != shape.size()) {
            throw new WitnessException("shape", "expected " + shape.size() + " values for " + shape + ", got " + values.length);
        }
        long[] padded = new long[shape.paddedSize()];
        int[] positions = shape.paddedIndexes();
        for (int i = 0; i < positions.length; i++) {
            padded[positions[i]] = values[i];
        }
        return of(padded);
    }

    public long[] logical(Shape shape) {
        int[] positions = shape.paddedIndexes();
        long[] values = new long[positions.length];
        for (int i = 0; i < positions.length; i++) {
            values[i] = get(positions[i]);
        }
        return values;
    }

    public int length() {
        return ints != null ? ints.length : longs.length;
    }

    public long get(int i) {
        return ints != null ? ints[i] : longs[i];
    }

    public boolean isNarrow() {
        return ints != null;
    }

    /// The values as `int`; only where `isNarrow`. Not to be changed.
    public int[] ints() {
        if (ints == null) {
            throw new IllegalStateException("values do not fit 32 bits");
        }
        return ints;
    }

    /// The values as `long`; only where not `isNarrow`. Not to be changed.
    public long[] longs() {
        return longs;
    }

    /// The largest absolute value.
    public long magnitude() {
        long largest = 0;
        for (int i = 0; i < length(); i++) {
            largest = Math.max(largest, Math.abs(get(i)));
        }
        return largest;
    }
}
