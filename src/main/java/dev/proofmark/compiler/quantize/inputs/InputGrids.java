package dev.proofmark.compiler.quantize.inputs;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.RoundedRanges;
import dev.proofmark.compiler.quantize.program.Scales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Chooses how finely each input is rounded.
///
/// Usually one step serves the whole tensor: the least power of two at which the range fits the activation bits.
/// Where the entries of one axis are quantities of different size (an age beside an income), that step may swallow the
/// small ones. So, where rounding at one step moves an output of the calibration data by more than 1/256 of its
/// span, and steps of its own for every index of one axis halve that, they are taken. Such an index takes at least
/// eight times what the calibration data show there, or the whole range where a table of that size is affordable.
///
/// A declared range is accepted to its ends. Everything else is a [rounded range][RoundedRanges], and the integers are as many as
/// a power of two: the upper end of the range, which has no integer, is left out.
///
/// **Leaks** the steps are public: one binary order of magnitude per index of the axis. And that there are such steps, along which axis.
public final class InputGrids {

    /// Share of an output's span by which rounding inputs may move it before finer steps are tried.
    private static final double NOTICEABLE = 1.0 / 256;

    private static final int MOST_INDEXES = 1 << 12;

    /// Steps finer by less than this factor are not worth a look.
    private static final double MUCH_FINER = 4;

    /// Values beyond what the calibration data show for their index by this many binary orders of magnitude are not accepted
    /// where indexes have steps of their own: the integers are looked up in one table.
    private static final int BEYOND_BITS = 3;

    /// Up to so many integers the whole range is accepted all the same.
    private static final double AFFORDABLE = 1 << 16;

    /// A step is at most 2^-SPREAD_BITS of the width of the index's rounded range, where that leaves it above
    /// 2^-(activation bits + OFFSET_BITS) of its magnitude.
    private static final int SPREAD_BITS = 10;

    private static final int OFFSET_BITS = 2;

    private final Map<String, RealRange> ranges;
    private final List<Map<String, DenseTensor>> samples;
    private final int bits;
    private final RoundingError rounding;

    private InputGrids(
            Graph graph, Map<String, RealRange> ranges, List<Map<String, DenseTensor>> samples, Precision precision) {
        this.ranges = ranges;
        this.samples = samples;
        this.bits = precision.activationBits();
        this.rounding = RoundingError.of(graph, samples);
    }

    /// By input name, in the graph's order.
    ///
    /// @param promised inputs whose whole range must be accepted at every element: one step each
    public static Map<String, InputGrid> choose(
            Graph graph,
            Map<String, RealRange> ranges,
            Set<String> promised,
            List<Map<String, DenseTensor>> samples,
            Precision precision) {
        InputGrids chooser = new InputGrids(graph, ranges, samples, precision);
        Map<String, InputGrid> grids = new LinkedHashMap<>();
        graph.inputs().forEach(input -> grids.put(input.name(), chooser.of(input, promised.contains(input.name()))));
        return grids;
    }

    private InputGrid of(Graph.Input input, boolean promised) {
        RealRange given = ranges.get(input.name());
        if (promised || given.magnitude() == 0) {
            return promised(given);
        }
        RealRange range = RoundedRanges.outward(given);
        InputGrid uniform = uniform(range);
        InputGrid finer = rounding == null ? null : finer(input, range, uniform.scale().unit());
        if (finer == null) {
            return uniform;
        }
        double error = rounding.of(input.name(), uniform);
        return error > NOTICEABLE && 2 * rounding.of(input.name(), finer) < error ? finer : uniform;
    }

    /// One step for a range that is accepted to its ends.
    private InputGrid promised(RealRange range) {
        double step = range.magnitude() > 0 ? Scales.atLeast(range.magnitude() / ((1 << bits) - 1)) : 1;
        return InputGrid.uniform(
                step, new IntegerRange(Scales.nearest(range.low() / step), Scales.nearest(range.high() / step)));
    }

    /// One step for a rounded range.
    private InputGrid uniform(RealRange range) {
        double step = Scales.atLeast(Math.scalb(range.magnitude(), -bits));
        return InputGrid.uniform(step, integers(range.low() / step, range.high() / step));
    }

    /// The integers of the least rounded range around `[low, high)`.
    private static IntegerRange integers(double low, double high) {
        RealRange rounded = RoundedRanges.outward(new RealRange(low, high));
        return new IntegerRange(Scales.nearest(rounded.low()), Scales.nearest(rounded.high()) - 1);
    }

    /// The grid with steps along the axis that gains most; null where none gains much.
    private InputGrid finer(Graph.Input input, RealRange range, double uniform) {
        TensorShape shape = input.value().shape();
        Steps best = null;
        double gain = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.length(axis) < 2 || shape.length(axis) > MOST_INDEXES) {
                continue;
            }
            Steps steps = steps(input.name(), shape, axis, uniform);
            double mean = Arrays.stream(steps.sizes).map(step -> Math.log(uniform / step)).average().orElseThrow();
            if (Arrays.stream(steps.sizes).min().orElseThrow() * MUCH_FINER <= uniform && mean > gain) {
                best = steps;
                gain = mean;
            }
        }
        return best == null ? null : grid(best, range);
    }

    /// @param sizes one step per index of the axis
    /// @param low   the least integer of the rounded ranges at these steps, at most 0
    /// @param high  the largest one, at least 0
    private record Steps(int axis, double[] sizes, double low, double high) {}

    private Steps steps(String input, TensorShape shape, int axis, double uniform) {
        RealRange[] rounded = rounded(input, shape, axis);
        double[] steps = new double[rounded.length];
        double least = 0;
        double most = 0;
        for (int index = 0; index < rounded.length; index++) {
            RealRange range = rounded[index];
            double step = uniform;
            if (range.magnitude() > 0) {
                step = Math.min(
                        Scales.atLeast(Math.scalb(range.magnitude(), -bits)),
                        Math.max(
                                Scales.atLeast(Math.scalb(range.span(), -SPREAD_BITS)),
                                Scales.atLeast(Math.scalb(range.magnitude(), -bits - OFFSET_BITS))));
            }
            steps[index] = Math.min(step, uniform);
            least = Math.min(least, range.low() / steps[index]);
            most = Math.max(most, range.high() / steps[index]);
        }
        return new Steps(axis, steps, least, most);
    }

    /// The range of the calibration data at every index of an axis, rounded; where it has one value, with headroom first.
    private RealRange[] rounded(String input, TensorShape shape, int axis) {
        RealRange[] ranges = new RealRange[shape.length(axis)];
        int stride = shape.strides()[axis];
        for (Map<String, DenseTensor> sample : samples) {
            double[] values = sample.get(input).values();
            for (int i = 0; i < values.length; i++) {
                int index = i / stride % ranges.length;
                RealRange value = new RealRange(values[i], values[i]);
                ranges[index] = ranges[index] == null ? value : ranges[index].union(value);
            }
        }
        Arrays.setAll(ranges, i -> ranges[i].span() > 0
                ? RoundedRanges.outward(ranges[i])
                : RoundedRanges.expected(ranges[i]));
        return ranges;
    }

    private InputGrid grid(Steps steps, RealRange range) {
        double unit = Math.max(
                Arrays.stream(steps.sizes).min().orElseThrow(),
                Math.scalb(Arrays.stream(steps.sizes).max().orElseThrow(), -PortScale.MAX_EXPONENT));
        List<Integer> exponents = new ArrayList<>();
        for (double step : steps.sizes) {
            exponents.add(Math.max(0, Math.getExponent(step) - Math.getExponent(unit)));
        }
        boolean equal = exponents.stream().allMatch(exponent -> exponent == 0);
        PortScale scale = equal ? PortScale.uniform(unit) : new PortScale(unit, steps.axis, exponents);
        double coarsest = Math.scalb(unit, exponents.stream().mapToInt(exponent -> exponent).max().orElseThrow());
        double low = Math.min(range.low() / unit, range.low() / coarsest);
        double high = Math.max(range.high() / unit, range.high() / coarsest);
        return new InputGrid(scale, high - low <= AFFORDABLE
                ? integers(low, high)
                : integers(Math.max(-beyond(-steps.low), low), Math.min(beyond(steps.high), high)));
    }

    /// The end of the domain: a power of two.
    private double beyond(double most) {
        return Scales.atLeast(Math.max(most * (1 << BEYOND_BITS), 1 << bits));
    }
}
