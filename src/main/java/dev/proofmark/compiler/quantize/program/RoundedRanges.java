package dev.proofmark.compiler.quantize.program;

/// What of the range of calibration data may be seen: ranges rounded outwards to powers of two.
///
/// A rounded range is `[k h, (k + 2) h]`, the least such one around the given range, h a power of two and k an integer: its
/// width is a power of two, its ends are multiples of half of that. So it tells the order of magnitude of what the data
/// spans, and where that lies in units of the same size. Far from zero it is no narrower than a 2^[#OFFSET_BITS]th of its
/// magnitude and lies on the grid of such widths.
///
/// **Laws** of [#outward]: the result holds the range. It rounds to itself. Of two ranges, neither a single value, the one
/// inside the other rounds to a range inside the other's. What has no negative values gets none, and so has what has no
/// positive ones. Negated or doubled ranges round to the negated or doubled result.
///
/// **Leaks** one binary order of magnitude, and an offset of at most [#OFFSET_BITS] bits.
public final class RoundedRanges {

    static final int OFFSET_BITS = 8;

    /// How far values not seen in calibration may lie outside of what was, as a part of its size.
    private static final double HEADROOM = 0.25;

    private static final double LARGEST_POWER = 0x1p1023;

    private RoundedRanges() {}

    /// What an input accepts whose calibration data has that range: a quarter of the span more at both ends, but not across
    /// zero, and rounded. A single value is taken for as wide as it is large, zero for two wide.
    public static RealRange accepted(RealRange data) {
        double size = data.span() > 0 ? data.span() : data.magnitude();
        RealRange wide = data.widened(HEADROOM * size);
        return size == 0 ? new RealRange(-1, 1) : outward(new RealRange(
                data.low() >= 0 ? Math.max(wide.low(), 0) : wide.low(), data.high() <= 0 ? Math.min(wide.high(), 0) : wide.high()));
    }

    /// What an activation is expected to take, which had that range on the calibration data: at both ends a quarter of its
    /// span or of its magnitude more, whichever is less, and rounded. An end at zero stays there, and so zero is zero.
    public static RealRange expected(RealRange data) {
        double size = data.span() > 0 ? Math.min(data.span(), data.magnitude()) : data.magnitude();
        RealRange wide = data.widened(HEADROOM * size);
        return outward(new RealRange(data.low() == 0 ? 0 : wide.low(), data.high() == 0 ? 0 : wide.high()));
    }

    /// The least rounded range around the range. Zero alone stays zero; beyond 2^1023 the largest double is a power of two.
    public static RealRange outward(RealRange range) {
        double magnitude = range.magnitude();
        if (magnitude == 0) {
            return new RealRange(0, 0);
        }
        if (magnitude > LARGEST_POWER) {
            return new RealRange(range.low() < 0 ? -Double.MAX_VALUE : 0, range.high() > 0 ? Double.MAX_VALUE : 0);
        }
        double narrowest = Scales.atLeast(Math.scalb(magnitude, -OFFSET_BITS));
        double cell = Math.floor(range.low() / narrowest) * narrowest;
        if (range.high() <= cell + narrowest) {
            return between(cell, cell + narrowest);
        }
        double half = Math.max(narrowest, Scales.atLeast(range.high() / 2 - range.low() / 2));
        while ((Math.floor(range.low() / half) + 2) * half < range.high()) {
            half *= 2;
        }
        double multiple = Math.floor(range.low() / half);
        return between(multiple * half, (multiple + 2) * half);
    }

    /// Without the sign of a negative zero.
    private static RealRange between(double low, double high) {
        return new RealRange(low + 0.0, high + 0.0);
    }
}
