package dev.proofmark.circuit;

/// The field element `numerator / 2^shift`. Canonical: `shift` is 0, or positive with an odd numerator.
public record Coefficient(long numerator, int shift) {
    public static final Coefficient ZERO = new Coefficient(0, 0);
    public static final Coefficient ONE = new Coefficient(1, 0);
    public static final Coefficient MINUS_ONE = new Coefficient(-1, 0);

    public Coefficient {
        if (numerator <= -(1L << 62) || numerator >= 1L << 62) {
            throw new CircuitException("coefficient", "numerator must lie within +-2^62, got " + numerator);
        }
        if (shift < 0 || shift > 60 || shift > 0 && (numerator & 1) == 0) {
            throw new CircuitException("coefficient", "shift must be 0, or 1..60 with an odd numerator, got "
                    + numerator + "/2^" + shift);
        }
    }

    public static Coefficient of(long integer) {
        return new Coefficient(integer, 0);
    }

    /// `numerator / 2^shift` in lowest terms.
    public static Coefficient of(long numerator, int shift) {
        if (numerator == 0) {
            return ZERO;
        }
        int common = Math.min(shift, Long.numberOfTrailingZeros(numerator));
        return new Coefficient(numerator >> common, shift - common);
    }
}
