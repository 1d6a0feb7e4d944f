package dev.proofmark.algebra.field;

/// Access to the stored digits of an [FpArray], for code that moves elements about without computing on them (the
/// curve's gathers from tables of points).
///
/// **Shape** element i has limb j at `position(i) + LANES * j`, for j in 0 to [#LIMBS] - 1. An element moved digit by
/// digit is the same element; with every digit negated it is the element's negative; all digits zero is zero (the
/// converse need not hold). Nothing else may be assumed.
public final class FpDigits {
    /// Digits of one element.
    public static final int LIMBS = Digits.LIMBS;
    /// Elements of one block, and the distance between two digits of an element.
    public static final int LANES = Digits.LANES;

    private FpDigits() {
    }

    /// The array's own storage, not a copy.
    public static double[] of(FpArray array) {
        return array.digits;
    }

    /// Where digit 0 of an element lies.
    public static int position(int index) {
        return Digits.position(index);
    }
}
