package dev.proofmark.algebra.field;

import java.util.Objects;

/// A mutable vector of [Fp] in the form that the bulk kernels work on. Operations are in [FpVector].
public final class FpArray extends BlockArray {

    private FpArray(int length) {
        super(length);
    }

    private FpArray(FpArray other) {
        super(other);
    }

    public static FpArray zeros(int length) {
        return new FpArray(length);
    }

    public static FpArray of(Fp... elements) {
        FpArray out = new FpArray(elements.length);
        for (int i = 0; i < elements.length; i++) {
            out.set(i, elements[i]);
        }
        return out;
    }

    public Fp get(int index) {
        Fp x = new Fp();
        read(index, x, Modulus.P);
        return Residue.published(x);
    }

    public void set(int index, Fp element) {
        write(index, element, Modulus.P);
    }

    /// Sets the elements `from <= i < to`.
    public void fill(int from, int to, Fp element) {
        Objects.checkFromToIndex(from, to, length);
        for (int i = from; i < to; i++) {
            set(i, element);
        }
    }

    public FpArray copy() {
        return new FpArray(this);
    }

    public Fp[] toArray() {
        Fp[] out = new Fp[length];
        for (int i = 0; i < length; i++) {
            out[i] = get(i);
        }
        return out;
    }
}
