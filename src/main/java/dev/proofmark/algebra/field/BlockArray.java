package dev.proofmark.algebra.field;

import java.util.Objects;

/// Storage of a vector of field elements for the bulk kernels.
///
/// **Shape** blocks of eight elements, limb-major: limb j of element i is at `(i / 8) * 40 + 8 j + i % 8`. The lanes of
/// the last block beyond the length are zero and stay zero.
abstract sealed class BlockArray permits FrArray, FpArray {

    final double[] digits;
    final int length;

    BlockArray(int length) {
        if (length < 0) {
            throw new NegativeArraySizeException("length " + length);
        }
        this.length = length;
        this.digits = new double[Math.multiplyExact((length >>> 3) + ((length & 7) + 7 >>> 3), Digits.BLOCK)];
    }

    BlockArray(BlockArray other) {
        this.length = other.length;
        this.digits = other.digits.clone();
    }

    /// Number of elements.
    public final int length() {
        return length;
    }

    final void read(int index, Residue out, Modulus m) {
        Objects.checkIndex(index, length);
        Digits.read(digits, Digits.position(index), out, m);
    }

    final void write(int index, Residue x, Modulus m) {
        Objects.checkIndex(index, length);
        Digits.write(digits, Digits.position(index), x, m);
    }
}
