package dev.proofmark.algebra.field;

import java.util.Objects;

/// A mutable vector of [Fr] in the form that the bulk kernels work on. Operations are in [FrVector].
public final class FrArray extends BlockArray {

    private FrArray(int length) {
        super(length);
    }

    private FrArray(FrArray other) {
        super(other);
    }

    public static FrArray zeros(int length) {
        return new FrArray(length);
    }

    public static FrArray of(Fr... elements) {
        FrArray out = new FrArray(elements.length);
        for (int i = 0; i < elements.length; i++) {
            out.set(i, elements[i]);
        }
        return out;
    }

    public Fr get(int index) {
        Fr x = new Fr();
        read(index, x, Modulus.R);
        return Residue.published(x);
    }

    public void set(int index, Fr element) {
        write(index, element, Modulus.R);
    }

    /// Sets the elements `from <= i < to`.
    public void fill(int from, int to, Fr element) {
        Objects.checkFromToIndex(from, to, length);
        for (int i = from; i < to; i++) {
            set(i, element);
        }
    }

    /// Sets the elements from `at` on to another vector's. **Cost** memory bandwidth where `at` is a multiple of eight.
    public void setAll(int at, FrArray other) {
        Objects.checkFromIndexSize(at, other.length, length);
        int whole = at % Digits.LANES == 0 ? other.length / Digits.LANES * Digits.LANES : 0;
        System.arraycopy(other.digits, 0, digits, at / Digits.LANES * Digits.BLOCK, whole / Digits.LANES * Digits.BLOCK);
        for (int i = whole; i < other.length; i++) {
            set(at + i, other.get(i));
        }
    }

    public FrArray copy() {
        return new FrArray(this);
    }

    public Fr[] toArray() {
        Fr[] out = new Fr[length];
        for (int i = 0; i < length; i++) {
            out[i] = get(i);
        }
        return out;
    }
}
