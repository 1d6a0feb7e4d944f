package dev.proofmark.compiler.quantize.program;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.Arrays;
import java.util.List;

/// Completeness bounds: an interval for every element that holds for all declared inputs, with the real weights.
///
/// A contraction with constants w of x in [l, h] is bounded through midpoint and radius, doubled to stay integral:
/// twice the bounds are w (l + h) -+ |w| (h - l). So the interpreter's own kernels compute bounds.
final class IntervalAnalysis {

    /// Magnitudes from which the analysis refuses: doubled bounds must fit a long.
    static final double LIMIT = 0x1p60;

    private IntervalAnalysis() {}

    /// **Errors** [ArithmeticException] where a bound may exceed 2^60.
    static ElementBounds of(IntegerOp op, List<ElementBounds> operands, List<TensorShape> shapes, TensorShape shape) {
        return switch (op) {
            case IntegerOp.Input input -> ElementBounds.uniform(input.range(), shape.elementCount());
            case IntegerOp.Weights weights -> ElementBounds.exactly(weights.values());
            case IntegerOp.Convolution convolution ->
                    contraction(op, operands, shapes, shape, shapes.get(1).product(1, shapes.get(1).rank()));
            case IntegerOp.MatMul product ->
                    contraction(op, operands, shapes, shape, shapes.get(0).length(shapes.get(0).rank() - 1));
            case IntegerOp.Product product -> contraction(op, operands, shapes, shape, 1);
            case IntegerOp.Combination combination -> combination(combination, operands, shapes, shape);
            case IntegerOp.Requantize requantize -> table(
                    new FunctionImage(requantize.function()),
                    monotone(new IntegerOp.Round(0, requantize.shift()), operands, shapes, shape));
            case IntegerOp.Lookup lookup -> table(new FunctionImage(lookup.function()), operands.getFirst());
            case IntegerOp.Division division -> quotient(division, operands.getFirst());
            case IntegerOp.Maximum maximum -> maximum(maximum, operands, shapes, shape);
            case IntegerOp.WindowSum sum -> {
                limit(operands.getFirst().magnitude() * TensorShape.of(sum.kernel()).elementCount(), op);
                yield monotone(op, operands, shapes, shape);
            }
            case IntegerOp.Sum sum -> {
                limit(operands.getFirst().magnitude() * shapes.getFirst().elementCount() / shape.elementCount(), op);
                yield monotone(op, operands, shapes, shape);
            }
            case IntegerOp.Round round -> monotone(op, operands, shapes, shape);
            case IntegerOp.Reshape reshape -> monotone(op, operands, shapes, shape);
            case IntegerOp.Transpose transpose -> monotone(op, operands, shapes, shape);
            case IntegerOp.Gather gather -> monotone(op, operands, shapes, shape);
            case IntegerOp.Concat concat -> monotone(op, operands, shapes, shape);
        };
    }

    /// Operators that keep the order of their operands' elements.
    private static ElementBounds monotone(
            IntegerOp op, List<ElementBounds> operands, List<TensorShape> shapes, TensorShape shape) {
        long[] low = IntegerInterpreter.apply(op, operands.stream().map(ElementBounds::low).toList(), shapes, shape);
        long[] high = IntegerInterpreter.apply(op, operands.stream().map(ElementBounds::high).toList(), shapes, shape);
        return new ElementBounds(low, high);
    }

    private static ElementBounds contraction(
            IntegerOp op, List<ElementBounds> operands, List<TensorShape> shapes, TensorShape shape, int terms) {
        ElementBounds a = operands.get(0);
        ElementBounds b = operands.get(1);
        limit(a.magnitude() * b.magnitude() * terms, op);
        if (a.exact() || b.exact()) {
            return constant(op, a, b, shapes, shape);
        }
        return op instanceof IntegerOp.Product ? corners(a, b, shapes, shape) : uniform(a, b, shape, terms);
    }

    private static ElementBounds constant(
            IntegerOp op, ElementBounds a, ElementBounds b, List<TensorShape> shapes, TensorShape shape) {
        boolean left = a.exact();
        long[] weights = left ? a.low() : b.low();
        ElementBounds x = left ? b : a;
        long[] doubledMiddle = new long[x.low().length];
        long[] doubledRadius = new long[x.low().length];
        for (int i = 0; i < doubledMiddle.length; i++) {
            doubledMiddle[i] = x.low()[i] + x.high()[i];
            doubledRadius[i] = x.high()[i] - x.low()[i];
        }
        long[] magnitudes = Arrays.stream(weights).map(Math::abs).toArray();
        long[] middle = IntegerInterpreter.apply(
                op, left ? List.of(weights, doubledMiddle) : List.of(doubledMiddle, weights), shapes, shape);
        long[] radius = IntegerInterpreter.apply(
                op, left ? List.of(magnitudes, doubledRadius) : List.of(doubledRadius, magnitudes), shapes, shape);
        long[] low = new long[middle.length];
        long[] high = new long[middle.length];
        for (int i = 0; i < low.length; i++) {
            low[i] = (middle[i] - radius[i]) / 2;
            high[i] = (middle[i] + radius[i]) / 2;
        }
        return new ElementBounds(low, high);
    }

    private static ElementBounds corners(
            ElementBounds a, ElementBounds b, List<TensorShape> shapes, TensorShape shape) {
        int[] aMap = IndexMaps.broadcast(shapes.get(0), shape);
        int[] bMap = IndexMaps.broadcast(shapes.get(1), shape);
        long[] low = new long[shape.elementCount()];
        long[] high = new long[shape.elementCount()];
        for (int i = 0; i < low.length; i++) {
            int ia = aMap == null ? i : aMap[i];
            int ib = bMap == null ? i : bMap[i];
            long ll = a.low()[ia] * b.low()[ib];
            long lh = a.low()[ia] * b.high()[ib];
            long hl = a.high()[ia] * b.low()[ib];
            long hh = a.high()[ia] * b.high()[ib];
            low[i] = Math.min(Math.min(ll, lh), Math.min(hl, hh));
            high[i] = Math.max(Math.max(ll, lh), Math.max(hl, hh));
        }
        return new ElementBounds(low, high);
    }

    /// Two variable operands: the same coarse bound for every element.
    private static ElementBounds uniform(ElementBounds a, ElementBounds b, TensorShape shape, int terms) {
        IntegerRange left = a.hull();
        IntegerRange right = b.hull();
        long bound = left.magnitude() * right.magnitude() * terms;
        long low = left.low() >= 0 && right.low() >= 0 ? 0 : -bound;
        return ElementBounds.uniform(new IntegerRange(low, bound), shape.elementCount());
    }

    private static ElementBounds combination(
            IntegerOp.Combination op, List<ElementBounds> operands, List<TensorShape> shapes, TensorShape shape) {
        double magnitude = Math.abs((double) op.constant());
        for (int term = 0; term < operands.size(); term++) {
            magnitude += Math.abs((double) op.terms().get(term).multiplier()) * operands.get(term).magnitude();
        }
        limit(magnitude, op);
        long[] low = new long[shape.elementCount()];
        long[] high = new long[shape.elementCount()];
        Arrays.fill(low, op.constant());
        Arrays.fill(high, op.constant());
        for (int term = 0; term < operands.size(); term++) {
            long multiplier = op.terms().get(term).multiplier();
            ElementBounds x = operands.get(term);
            int[] map = IndexMaps.broadcast(shapes.get(term), shape);
            for (int i = 0; i < low.length; i++) {
                int position = map == null ? i : map[i];
                low[i] += multiplier * (multiplier < 0 ? x.high()[position] : x.low()[position]);
                high[i] += multiplier * (multiplier < 0 ? x.low()[position] : x.high()[position]);
            }
        }
        return new ElementBounds(low, high);
    }

    private static ElementBounds table(FunctionImage image, ElementBounds arguments) {
        long[] low = new long[arguments.low().length];
        long[] high = new long[low.length];
        for (int i = 0; i < low.length; i++) {
            low[i] = image.low(arguments.low()[i], arguments.high()[i]);
            high[i] = image.high(arguments.low()[i], arguments.high()[i]);
        }
        return new ElementBounds(low, high);
    }

    private static ElementBounds quotient(IntegerOp.Division op, ElementBounds x) {
        long[] low = new long[x.low().length];
        long[] high = new long[low.length];
        for (int i = 0; i < low.length; i++) {
            low[i] = (1L << op.bits()) / Math.max(1, x.high()[i]);
            high[i] = (1L << op.bits()) / Math.max(1, x.low()[i]);
        }
        return new ElementBounds(low, high);
    }

    private static ElementBounds maximum(
            IntegerOp.Maximum op, List<ElementBounds> operands, List<TensorShape> shapes, TensorShape shape) {
        IntegerRange domain = IntegerRange.signed(op.bits());
        ElementBounds a = operands.get(0);
        ElementBounds b = operands.get(1);
        for (int i = 0; i < a.low().length; i++) {
            if (!domain.contains(a.low()[i] - b.high()[i]) || !domain.contains(a.high()[i] - b.low()[i])) {
                throw new ArithmeticException("differences of a maximum exceed " + op.bits() + " bits");
            }
        }
        return monotone(op, operands, shapes, shape);
    }

    private static void limit(double magnitude, IntegerOp op) {
        if (magnitude >= LIMIT) {
            throw new ArithmeticException(op.getClass().getSimpleName() + " may reach 2^60");
        }
    }
}
