package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.AveragePool;
import dev.proofmark.compiler.graph.Concat;
import dev.proofmark.compiler.graph.Convolution;
import dev.proofmark.compiler.graph.MatMul;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Pad;
import dev.proofmark.compiler.graph.ReduceSum;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.Softmax;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.Value;

/// How many bits a requantisation drops: the common shift where that leaves enough weight bits, else twice as many.
///
/// The scale of a layer's weights is scale(y) 2^-shift / scale(x). One shift for the whole program means one remainder
/// table; a shift of twice as many bits is two lookups in the same table.
final class ShiftChoice {

    /// Multipliers that are not integers have to be at least this large.
    private static final double LEAST_MULTIPLIER = 1 << 10;

    /// Weights beyond this make a scale coarser: what is so small beside them is noise.
    private static final double MOST_WEIGHT = 1 << 24;

    private static final int MOST_BITS = 44;

    /// The weights that a scale leads to.
    ///
    /// @param least the least over all layers of their largest weight
    /// @param most  the largest weight of all
    /// @param exact whether operands with a scale of their own can be multiplied up precisely
    private record Measure(double least, double most, boolean exact) {

        static final Measure FREE = new Measure(Double.POSITIVE_INFINITY, 0, true);

        static Measure ofWeight(double largest) {
            return largest == 0 ? FREE : new Measure(largest, largest, true);
        }

        static Measure ofMultiplier(double multiplier) {
            boolean integer = multiplier >= 1 && multiplier == Math.rint(multiplier);
            return new Measure(Double.POSITIVE_INFINITY, 0, multiplier == 0 || integer || multiplier >= LEAST_MULTIPLIER);
        }

        Measure and(Measure other) {
            return new Measure(Math.min(least, other.least), Math.max(most, other.most), exact && other.exact);
        }
    }

    private final Lowering lowering;

    ShiftChoice(Lowering lowering) {
        this.lowering = lowering;
    }

    /// The bits to drop between the accumulator of `value` and a result at `scale`.
    int shift(Value value, double scale) {
        return shift(scale, 1, value, false);
    }

    /// The same for a value that is accumulated now whatever its readers.
    int pendingShift(Value value, double scale) {
        return shift(scale, 1, value, true);
    }

    /// The bits to drop before an output: half the common shift will do where weights stay precise.
    int outputShift(Value value, double scale) {
        return shift(scale, 0, value, false);
    }

    /// The scale or, where weights would become absurdly large beside it, a coarser one.
    double sensible(Value value, double scale) {
        double coarser = scale;
        int steps = 0;
        while (steps++ < 256
                && measure(value, Math.scalb(coarser, -lowering.precision.shift()), 1, true).most > MOST_WEIGHT) {
            coarser *= 2;
        }
        return coarser;
    }

    private int shift(double scale, int from, Value value, boolean top) {
        int unit = lowering.precision.shift();
        if (from == 0 && fits(value, scale, unit / 2, lowering.precision.weightBits() + 4, top)) {
            return unit / 2;
        }
        for (int bits : new int[] {unit, 2 * unit}) {
            if (fits(value, scale, bits, lowering.precision.weightBits(), top)) {
                return bits;
            }
        }
        for (int bits = unit + 1; bits <= MOST_BITS; bits++) {
            if (fits(value, scale, bits, lowering.precision.weightBits(), top)) {
                return bits;
            }
        }
        return 2 * unit;
    }

    private boolean fits(Value value, double scale, int bits, int weightBits, boolean top) {
        Measure measure = measure(value, Math.scalb(scale, -bits), 1, top);
        return measure.exact && measure.least >= 1 << weightBits;
    }

    private Measure measure(Value value, double scale, double factor, boolean top) {
        AccumulatorLowering linear = lowering.linear;
        if (lowering.flow.constant(value) != null) {
            return Measure.FREE;
        }
        if (!(top ? linear.contracted(value) : linear.pending(value))) {
            return Measure.ofMultiplier(Math.abs(factor) * linear.own(value).scale() / scale);
        }
        Node node = lowering.flow.producer(value);
        return switch (node.op()) {
            case Convolution op -> weights(node, 0, 1, scale, factor);
            case MatMul op -> product(node, scale, factor);
            case Multiply op -> multiply(node, scale, factor);
            case AveragePool op when op.uniformDivisor().isPresent() ->
                    measure(node.input(0), scale, factor / op.uniformDivisor().getAsInt(), false);
            case AveragePool op -> Measure.ofWeight(
                    Math.abs(factor) * lowering.operand(node.input(0)).scale() / scale / op.window().taps());
            case Add op -> all(node, scale, factor);
            case Subtract op -> all(node, scale, factor);
            case ReduceSum op -> all(node, scale, factor);
            case Reshape op -> all(node, scale, factor);
            case Transpose op -> all(node, scale, factor);
            case Slice op -> all(node, scale, factor);
            case Select op -> all(node, scale, factor);
            case Pad op -> all(node, scale, factor);
            case Concat op -> all(node, scale, factor);
            case Unary op -> all(node, scale, factor);
            case MaxPool op -> all(node, scale, factor);
            case Softmax op -> all(node, scale, factor);
        };
    }

    private Measure all(Node node, double scale, double factor) {
        return node.inputs().stream()
                .map(input -> measure(input, scale, factor, false))
                .reduce(Measure.FREE, Measure::and);
    }

    private Measure multiply(Node node, double scale, double factor) {
        for (int side = 0; side < 2; side++) {
            if (lowering.linear.isFactor(node, side)) {
                double magnitude = Factor.publicMagnitude(lowering.flow.constant(node.input(side)));
                return measure(node.input(1 - side), scale, factor * magnitude, false);
            }
        }
        return product(node, scale, factor);
    }

    private Measure product(Node node, double scale, double factor) {
        boolean leftConstant = lowering.flow.constant(node.input(0)) != null;
        boolean rightConstant = lowering.flow.constant(node.input(1)) != null;
        if (leftConstant || rightConstant) {
            return weights(node, leftConstant ? 1 : 0, leftConstant ? 0 : 1, scale, factor);
        }
        double own = lowering.operand(node.input(0)).scale() * lowering.operand(node.input(1)).scale();
        return Measure.ofMultiplier(Math.abs(factor) * own / scale);
    }

    private Measure weights(Node node, int x, int w, double scale, double factor) {
        double largest = Factor.publicMagnitude(lowering.contractions.constant(node, w));
        return Measure.ofWeight(largest * Math.abs(factor) * lowering.operand(node.input(x)).scale() / scale);
    }
}
