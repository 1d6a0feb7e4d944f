package dev.proofmark.compiler.quantize.program;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;

/// How the real values of an input become integers: x_q = floor(x / step + 1/2) with the step of its element, inside `range`.
public record InputGrid(PortScale scale, IntegerRange range) {

    public static InputGrid uniform(double scale, IntegerRange range) {
        return new InputGrid(PortScale.uniform(scale), range);
    }

    /// The largest step of any element.
    public double coarsest() {
        return Math.scalb(scale.unit(), scale.exponents().stream().mapToInt(exponent -> exponent).max().orElse(0));
    }

    /// What is accepted of a range at elements of that step: an end that would not round to an integer of the grid moves to the
    /// grid's last one.
    public RealRange accepted(RealRange asked, double step) {
        return new RealRange(
                Scales.nearest(asked.low() / step) < range.low() ? range.low() * step : asked.low(),
                Scales.nearest(asked.high() / step) > range.high() ? range.high() * step : asked.high());
    }

    /// The integers, which may lie outside of the range.
    public long[] integers(int[] lengths, double[] values) {
        long[] integers = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = Scales.nearest(values[i] / scale.at(lengths, i));
        }
        return integers;
    }
}
