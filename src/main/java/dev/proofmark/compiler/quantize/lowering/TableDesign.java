package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.RoundedRanges;
import dev.proofmark.compiler.quantize.program.Scales;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.function.DoubleUnaryOperator;

/// A table for a real function and the scales on both sides.
///
/// @param argumentScale real argument = (u + offset) * argumentScale
/// @param valueScale    real value = table(u) * valueScale
/// @param offset        shifts the domain to where the arguments are: a multiple of half of its width
record TableDesign(TableFunction table, double argumentScale, double valueScale, long offset) {

    private static final int SAMPLES = 4096;
    private static final int LEAST_BITS = 6;

    /// The same scale on both sides.
    static TableDesign of(String label, int bits, double scale, DoubleUnaryOperator function, int limit) {
        return new TableDesign(sampled(label, bits, true, 0, scale, function, scale, limit), scale, scale, 0);
    }

    /// The smallest domain and the coarsest argument steps for which half a step changes the function by no more than
    /// half a unit of activation precision, as far as the precision's widest table allows.
    ///
    /// @param arguments a [rounded range][RoundedRanges]: the domain is that, or a rounded part of it where the function varies
    static TableDesign fitted(
            String label, DoubleUnaryOperator function, RealRange arguments, double valueScale, int limit, Precision precision) {
        double[] values = new double[SAMPLES + 1];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= SAMPLES; i++) {
            values[i] = clamp(function.applyAsDouble(arguments.low() + arguments.span() * i / SAMPLES), valueScale * limit);
            low = Double.isNaN(values[i]) ? low : Math.min(low, values[i]);
            high = Double.isNaN(values[i]) ? high : Math.max(high, values[i]);
        }
        double tolerance = Math.max((high - low) / (2 << precision.activationBits()), 0);
        RealRange domain = RoundedRanges.outward(varying(arguments, values, tolerance));
        for (int bits = LEAST_BITS;; bits++) {
            double step = Scales.atLeast(Math.scalb(domain.span(), -bits));
            if (bits >= precision.tableBits() || steepest(function, domain, step, valueScale * limit) <= tolerance) {
                long offset = Scales.nearest((domain.low() / 2 + domain.high() / 2) / step);
                TableFunction table = sampled(label, bits, true, offset, step, function, valueScale, limit);
                return new TableDesign(table, step, valueScale, offset);
            }
        }
    }

    /// The function at every integer of the domain, in units of `valueScale`, clipped to `[-limit, limit)`.
    ///
    /// Where it is not a number the nearest defined argument stands in.
    static TableFunction sampled(
            String label, int bits, boolean signed, long offset, double argumentScale,
            DoubleUnaryOperator function, double valueScale, int limit) {
        int[] values = new int[1 << bits];
        boolean[] defined = new boolean[values.length];
        long start = offset - (signed ? 1L << bits - 1 : 0);
        for (int i = 0; i < values.length; i++) {
            double value = function.applyAsDouble((start + i) * argumentScale) / valueScale;
            defined[i] = !Double.isNaN(value);
            values[i] = (int) Math.max(-limit, Math.min(limit - 1, Math.floor(value + 0.5)));
        }
        fill(values, defined);
        return TableFunction.of(label, bits, signed, values, values[0], values[values.length - 1]);
    }

    private static void fill(int[] values, boolean[] defined) {
        for (int i = values.length - 2; i >= 0; i--) {
            if (!defined[i] && defined[i + 1]) {
                values[i] = values[i + 1];
                defined[i] = true;
            }
        }
        for (int i = 1; i < values.length; i++) {
            if (!defined[i] && defined[i - 1]) {
                values[i] = values[i - 1];
                defined[i] = true;
            }
        }
    }

    /// The range without the ends on which the function is not defined, or constant within half the tolerance.
    private static RealRange varying(RealRange wide, double[] values, double tolerance) {
        int from = end(values, 0, 1, tolerance / 2);
        int to = end(values, SAMPLES, -1, tolerance / 2);
        if (to <= from) {
            return wide;
        }
        double unit = wide.span() / SAMPLES;
        return new RealRange(wide.low() + from * unit, wide.low() + to * unit);
    }

    /// How far from one end, at most to the middle, nothing happens.
    private static int end(double[] values, int from, int step, double tolerance) {
        int at = from;
        while (at != SAMPLES / 2 && Double.isNaN(values[at + step])) {
            at += step;
        }
        double value = values[at];
        while (at != SAMPLES / 2 && Math.abs(values[at + step] - value) <= tolerance) {
            at += step;
        }
        return at;
    }

    private static double steepest(DoubleUnaryOperator function, RealRange range, double step, double limit) {
        double steepest = 0;
        for (int i = 0; i <= SAMPLES; i++) {
            double x = range.low() + range.span() * i / SAMPLES;
            double change = Math.abs(clamp(function.applyAsDouble(x + step / 2), limit) - clamp(function.applyAsDouble(x), limit));
            steepest = Double.isNaN(change) ? steepest : Math.max(steepest, change);
        }
        return steepest;
    }

    private static double clamp(double value, double limit) {
        return Double.isNaN(value) ? value : Math.max(-limit, Math.min(limit, value));
    }
}
