package dev.proofmark.algebra.field;

import java.util.Objects;

/// Ranges of elements that are not whole blocks: checks, staged copies, merged lanes.
final class Blocks {

    private Blocks() {
    }

    /// Digit position of an aligned range. **Errors** IndexOutOfBoundsException, IllegalArgumentException.
    static int at(BlockArray a, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, a.length);
        if ((offset & 7) != 0) {
            throw new IllegalArgumentException("offset must be a multiple of 8, is " + offset);
        }
        return (offset >>> 3) * Digits.BLOCK;
    }

    static int of(int count) {
        return (count + 7) >>> 3;
    }

    static void copyElement(double[] from, int fromIndex, double[] to, int toIndex) {
        int x = Digits.position(fromIndex);
        int y = Digits.position(toIndex);
        for (int limb = 0; limb < Digits.BLOCK; limb += Digits.LANES) {
            to[y + limb] = from[x + limb];
        }
    }

    static void copy(double[] from, int fromIndex, double[] to, int toIndex, int count) {
        for (int i = 0; i < count; i++) {
            copyElement(from, fromIndex + i, to, toIndex + i);
        }
    }

    /// The elements `from .. from + count` and the same number at `from + half`, as two halves of whole blocks padded
    /// with zeros.
    static double[] halves(double[] a, int from, int half, int count) {
        int blocks = of(count);
        double[] out = new double[2 * blocks * Digits.BLOCK];
        copy(a, from, out, 0, count);
        copy(a, from + half, out, 8 * blocks, count);
        return out;
    }

    /// The first `count` lanes of the block at `at`, the others zero.
    static double[] masked(double[] a, int at, int count, double[] out) {
        for (int i = 0; i < Digits.BLOCK; i++) {
            out[i] = (i & 7) < count ? a[at + i] : 0;
        }
        return out;
    }

    /// Replaces the first `count` lanes of the block at `at`.
    static void merge(double[] block, double[] out, int at, int count) {
        for (int i = 0; i < Digits.BLOCK; i++) {
            if ((i & 7) < count) {
                out[at + i] = block[i];
            }
        }
    }
}
