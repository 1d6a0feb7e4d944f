package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.Step;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes integer programs by hand; ranges are wide but true bounds.
final class ProgramSketch {
    private final List<Step> steps = new ArrayList<>();
    private final List<QuantizedProgram.Port> inputs = new ArrayList<>();
    private final List<QuantizedProgram.Port> outputs = new ArrayList<>();

    TensorShape shape(int id) {
        return steps.get(id).shape();
    }

    IntegerRange range(int id) {
        return steps.get(id).range();
    }

    int input(String name, IntegerRange range, int... lengths) {
        inputs.add(new QuantizedProgram.Port(name, steps.size()));
        return add(new IntegerOp.Input(name, InputGrid.uniform(1, range)), TensorShape.of(lengths), range);
    }

    int weights(long[] values, int bits, int... lengths) {
        long[] sorted = Arrays.stream(values).sorted().toArray();
        return add(new IntegerOp.Weights(values, bits), TensorShape.of(lengths), new IntegerRange(sorted[0], sorted[sorted.length - 1]));
    }

    int convolution(int x, int w, List<Integer> strides, List<Integer> dilations, List<Integer> begin, List<Integer> end, int groups) {
        int[] lengths = shape(x).lengths();
        lengths[1] = shape(w).length(0);
        long taps = shape(w).product(1, shape(w).rank());
        for (int a = 0; a < strides.size(); a++) {
            lengths[a + 2] = outputs(lengths[a + 2], shape(w).length(a + 2), strides.get(a), dilations.get(a), begin.get(a) + end.get(a));
        }
        return add(new IntegerOp.Convolution(x, w, strides, dilations, begin, end, groups), TensorShape.of(lengths),
                symmetric(taps * range(x).magnitude() * range(w).magnitude()));
    }

    int windowSum(int x, List<Integer> kernel, List<Integer> strides, List<Integer> dilations, List<Integer> begin, List<Integer> end) {
        int[] lengths = shape(x).lengths();
        long taps = 1;
        for (int a = 0; a < strides.size(); a++) {
            taps *= kernel.get(a);
            lengths[a + 2] = outputs(lengths[a + 2], kernel.get(a), strides.get(a), dilations.get(a), begin.get(a) + end.get(a));
        }
        return add(new IntegerOp.WindowSum(x, kernel, strides, dilations, begin, end), TensorShape.of(lengths),
                symmetric(taps * range(x).magnitude()));
    }

    private static int outputs(int inputs, int kernel, int stride, int dilation, int pads) {
        return (inputs + pads - dilation * (kernel - 1) - 1) / stride + 1;
    }

    int matMul(int a, int b) {
        TensorShape sa = shape(a);
        TensorShape sb = shape(b);
        int[] lead = TensorShape.broadcast(TensorShape.of(Arrays.copyOf(sa.lengths(), sa.rank() - 2)),
                TensorShape.of(Arrays.copyOf(sb.lengths(), sb.rank() - 2))).lengths();
        int[] lengths = Arrays.copyOf(lead, lead.length + 2);
        lengths[lead.length] = sa.length(sa.rank() - 2);
        lengths[lead.length + 1] = sb.length(sb.rank() - 1);
        return add(new IntegerOp.MatMul(a, b), TensorShape.of(lengths),
                symmetric(sa.length(sa.rank() - 1) * range(a).magnitude() * range(b).magnitude()));
    }

    int product(int a, int b) {
        return add(new IntegerOp.Product(a, b), TensorShape.broadcast(shape(a), shape(b)),
                symmetric(range(a).magnitude() * range(b).magnitude()));
    }

    int combination(long constant, IntegerOp.Term... terms) {
        TensorShape shape = TensorShape.SCALAR;
        long bound = Math.abs(constant);
        for (IntegerOp.Term term : terms) {
            shape = TensorShape.broadcast(shape, shape(term.operand()));
            bound += Math.abs(term.multiplier()) * range(term.operand()).magnitude();
        }
        return add(new IntegerOp.Combination(List.of(terms), constant), shape, symmetric(bound));
    }

    int sum(int x, Integer... axes) {
        int[] lengths = shape(x).lengths();
        long count = 1;
        for (int axis : axes) {
            count *= lengths[axis];
            lengths[axis] = 1;
        }
        return add(new IntegerOp.Sum(x, List.of(axes)), TensorShape.of(lengths),
                new IntegerRange(count * Math.min(0, range(x).low()), count * Math.max(0, range(x).high())));
    }

    int requantize(int x, int shift, TableFunction f) {
        return add(new IntegerOp.Requantize(x, shift, f), shape(x), f.image());
    }

    int round(int x, int shift) {
        long half = 1L << shift - 1;
        return add(new IntegerOp.Round(x, shift), shape(x),
                new IntegerRange(range(x).low() + half >> shift, range(x).high() + half >> shift));
    }

    int lookup(int x, TableFunction f) {
        return add(new IntegerOp.Lookup(x, f), shape(x), f.image());
    }

    int maximum(int a, int b) {
        int bits = 1;
        while (IntegerRange.signed(bits).high() < range(a).magnitude() + range(b).magnitude()) {
            bits++;
        }
        return add(new IntegerOp.Maximum(a, b, bits), shape(a), new IntegerRange(
                Math.max(range(a).low(), range(b).low()), Math.max(range(a).high(), range(b).high())));
    }

    int division(int x, int bits) {
        return add(new IntegerOp.Division(x, bits), shape(x),
                new IntegerRange((1L << bits) / range(x).high(), (1L << bits) / range(x).low()));
    }

    int reshape(int x, int... lengths) {
        return add(new IntegerOp.Reshape(x, TensorShape.of(lengths)), TensorShape.of(lengths), range(x));
    }

    int transpose(int x, Integer... order) {
        return add(new IntegerOp.Transpose(x, List.of(order)),
                TensorShape.of(Arrays.stream(order).mapToInt(a -> shape(x).length(a)).toArray()), range(x));
    }

    int gather(int x, int axis, Integer... ids) {
        return add(new IntegerOp.Gather(x, axis, List.of(ids)), shape(x).with(axis, ids.length),
                new IntegerRange(Math.min(0, range(x).low()), Math.max(0, range(x).high())));
    }

    int concat(int axis, Integer... parts) {
        int length = Arrays.stream(parts).mapToInt(p -> shape(p).length(axis)).sum();
        return add(new IntegerOp.Concat(List.of(parts), axis), shape(parts[0]).with(axis, length), new IntegerRange(
                Arrays.stream(parts).mapToLong(p -> range(p).low()).min().orElseThrow(),
                Arrays.stream(parts).mapToLong(p -> range(p).high()).max().orElseThrow()));
    }

    ProgramSketch output(String name, int id) {
        outputs.add(new QuantizedProgram.Port(name, id));
        return this;
    }

    QuantizedProgram program() {
        return new QuantizedProgram(steps, inputs, outputs);
    }

    private static IntegerRange symmetric(long magnitude) {
        return new IntegerRange(-magnitude, magnitude);
    }

    private int add(IntegerOp op, TensorShape shape, IntegerRange range) {
        steps.add(new Step(steps.size(), "step " + steps.size(), op, shape, range, 0.125));
        return steps.size() - 1;
    }
}
