package dev.proofmark.proving.witness;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.View;
import java.util.Arrays;
import java.util.function.IntFunction;

/// Integer values of the expressions that move or add values. Contractions are in `IntegerContraction`.
final class ExpressionValues {
    private ExpressionValues() {
    }

    /// Values are exact integers: fractional coefficients are brought to the common denominator 2^m and divided off.
    static IntegerTensor combine(Combine c, IntFunction<IntegerTensor> values, IntFunction<Shape> shapes) {
        int m = c.constant().shift();
        for (Term term : c.terms()) {
            m = Math.max(m, term.coefficient().shift());
        }
        int[] axes = new int[c.shape().rank()];
        Arrays.setAll(axes, a -> a);
        int[] positions = c.shape().paddedIndexes();
        long[] sum = new long[positions.length];
        Arrays.fill(sum, c.constant().numerator() << m - c.constant().shift());
        for (Term term : c.terms()) {
            IntegerTensor operand = values.apply(term.node());
            long factor = term.coefficient().numerator() << m - term.coefficient().shift();
            int[] from = Arrays.equals(axes, term.axes()) ? positions
                    : Positions.of(shapes.apply(term.node()), term.axes(), c.shape().lengths());
            accumulate(sum, operand, from, factor);
        }
        long[] padded = new long[c.shape().paddedSize()];
        for (int i = 0; i < positions.length; i++) {
            padded[positions[i]] = sum[i] >> m;
        }
        return IntegerTensor.of(padded);
    }

    private static void accumulate(long[] sum, IntegerTensor operand, int[] from, long factor) {
        if (operand.isNarrow()) {
            int[] v = operand.ints();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * v[from[i]];
            }
        } else {
            long[] v = operand.longs();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * v[from[i]];
            }
        }
    }

    static IntegerTensor view(View v, IntegerTensor operand) {
        int bits = v.shape().totalBits();
        boolean same = true;
        for (int i = 0; i < bits; i++) {
            same &= v.variables()[i] == i;
        }
        if (same) {
            return operand;
        }
        int[] target = new int[1 << bits];
        int[] variables = v.variables();
        for (int i = 1; i < target.length; i++) {
            int bit = Integer.numberOfTrailingZeros(i);
            target[i] = target[i & i - 1] | 1 << bits - 1 - variables[bits - 1 - bit];
        }
        if (operand.isNarrow()) {
            int[] from = operand.ints();
            int[] to = new int[from.length];
            for (int i = 0; i < from.length; i++) {
                to[target[i]] = from[i];
            }
            return IntegerTensor.of(to);
        }
        long[] from = operand.longs();
        long[] to = new long[from.length];
        for (int i = 0; i < from.length; i++) {
            to[target[i]] = from[i];
        }
        return IntegerTensor.of(to);
    }

    /// Applies the groups' matrices one after the other.
    static IntegerTensor axisMap(AxisMap m, IntegerTensor operand, Shape shape) {
        long[] current = new long[operand.length()];
        for (int i = 0; i < current.length; i++) {
            current[i] = operand.get(i);
        }
        int inner = shape.totalBits();
        int axis = 0;
        for (AxisGroup group : m.groups()) {
            for (int i = 0; i < group.inputAxes(); i++) {
                inner -= shape.bits(axis++);
            }
            if (group.mapped()) {
                current = apply(group.matrix(), current, 1 << inner);
            }
        }
        return IntegerTensor.of(current);
    }

    private static long[] apply(AxisMatrix matrix, long[] from, int inner) {
        Shape in = Shape.of(matrix.inputLengths());
        Shape out = Shape.of(matrix.outputLengths());
        int[] inputs = in.paddedIndexes();
        int[] outputs = out.paddedIndexes();
        int outer = from.length / inner / in.paddedSize();
        long[] to = new long[outer * out.paddedSize() * inner];
        matrix.forEach((output, input) -> {
            for (int o = 0; o < outer; o++) {
                int source = (o * in.paddedSize() + inputs[input]) * inner;
                int target = (o * out.paddedSize() + outputs[output]) * inner;
                for (int i = 0; i < inner; i++) {
                    to[target + i] += from[source + i];
                }
            }
        });
        return to;
    }
}
