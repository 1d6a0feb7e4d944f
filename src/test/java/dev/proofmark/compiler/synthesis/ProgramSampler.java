package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Random integer programs over all operators, and inputs for them: corners of the declared ranges first.
final class ProgramSampler {
    private static final long WIDE = 1L << 24;

    private final Random random;
    private ProgramSketch sketch;
    private final List<Integer> values = new ArrayList<>();

    ProgramSampler(long seed) {
        this.random = new Random(seed);
    }

    QuantizedProgram program() {
        sketch = new ProgramSketch();
        values.clear();
        int rank = 3 + random.nextInt(2);
        int[] lengths = random.ints(rank, 1, 7).toArray();
        lengths[0] = 1 + random.nextInt(2);
        values.add(sketch.input("x", new IntegerRange(-random.nextInt(20), 1 + random.nextInt(30)), lengths));
        if (random.nextInt(3) == 0) {
            values.add(sketch.input("z", IntegerRange.unsigned(3), random.ints(2, 1, 5).toArray()));
        }
        int count = 4 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            values.add(step());
        }
        sketch.output("last", values.getLast());
        if (random.nextBoolean()) {
            sketch.output("other", pick());
        }
        return sketch.program();
    }

    Map<String, long[]> inputs(QuantizedProgram program, int trial) {
        Map<String, long[]> inputs = new HashMap<>();
        for (QuantizedProgram.Port port : program.inputs()) {
            IntegerRange range = program.step(port).range();
            long[] x = new long[program.step(port).shape().elementCount()];
            Arrays.setAll(x, i -> switch (trial) {
                case 0 -> range.low();
                case 1 -> range.high();
                case 2 -> random.nextBoolean() ? range.low() : range.high();
                default -> random.nextLong(range.low(), range.high() + 1);
            });
            inputs.put(port.name(), x);
        }
        return inputs;
    }

    private int pick() {
        return values.get(values.size() - 1 - Math.min(random.nextInt(values.size()), random.nextInt(values.size())));
    }

    /// An operand small enough for products: requantised where needed.
    private int narrow(int id) {
        return sketch.range(id).magnitude() < 4096 ? id : requantize(id);
    }

    private int requantize(int id) {
        IntegerRange range = sketch.range(id);
        int bits = 3 + random.nextInt(5);
        int need = 65 - Long.numberOfLeadingZeros(range.magnitude());
        int shift = Math.max(1, need - bits - random.nextInt(4) + 2);
        return sketch.requantize(id, Math.min(shift, 40), function(bits));
    }

    private TableFunction function(int bits) {
        return switch (random.nextInt(4)) {
            case 0 -> TableFunction.rectifier(bits);
            case 1 -> TableFunction.clip(bits, true, -(1 << bits - 1), (1 << bits - 1) - 1);
            case 2 -> TableFunction.clip(bits, true, -1, 2);
            default -> TableFunction.of("noise", bits, random.nextBoolean(),
                    random.ints(1 << bits, -40, 40).toArray(), random.nextInt(9) - 4, random.nextInt(9));
        };
    }

    private long[] noise(int count, int bits) {
        return random.longs(count, -(1L << bits - 1), 1L << bits - 1).toArray();
    }

    private int step() {
        int x = pick();
        if (sketch.range(x).magnitude() > WIDE) {
            return requantize(x);
        }
        TensorShape shape = sketch.shape(x);
        int rank = shape.rank();
        return switch (random.nextInt(14)) {
            case 0, 1 -> rank == 3 || rank == 4 ? convolution(narrow(x)) : requantize(x);
            case 2 -> rank >= 2 ? matMul(narrow(x)) : requantize(x);
            case 3 -> product(narrow(x));
            case 4 -> combination(x);
            case 5 -> rank == 3 || rank == 4 ? windowSum(x) : requantize(x);
            case 6 -> rank > 0 ? sketch.sum(x, axes(rank)) : requantize(x);
            case 7 -> requantize(x);
            case 8 -> sketch.range(x).magnitude() < 256 ? sketch.lookup(x, function(7)) : requantize(x);
            case 9 -> maximum(narrow(x));
            case 10 -> reshape(x);
            case 11 -> sketch.transpose(x, order(rank));
            case 12 -> rank > 0 ? gather(x) : requantize(x);
            default -> rank > 0 ? concat(x) : division(narrow(x));
        };
    }

    private int convolution(int x) {
        TensorShape shape = sketch.shape(x);
        int channels = shape.length(1);
        int groups = random.nextBoolean() ? 1 : random.nextBoolean() ? channels : channels % 2 == 0 ? 2 : 1;
        int outputs = groups * (1 + random.nextInt(3));
        List<Integer> strides = new ArrayList<>();
        List<Integer> dilations = new ArrayList<>();
        List<Integer> begin = new ArrayList<>();
        List<Integer> end = new ArrayList<>();
        int[] w = new int[shape.rank()];
        w[0] = outputs;
        w[1] = channels / groups;
        for (int a = 2; a < shape.rank(); a++) {
            window(shape.length(a), w, a, strides, dilations, begin, end);
        }
        int weights = sketch.weights(noise(TensorShape.of(w).elementCount(), 8), 8, w);
        return sketch.convolution(x, weights, strides, dilations, begin, end, groups);
    }

    private void window(int length, int[] kernel, int axis, List<Integer> strides, List<Integer> dilations,
            List<Integer> begin, List<Integer> end) {
        int choice = random.nextInt(4);
        kernel[axis] = choice == 0 ? 1 : choice == 1 ? length : Math.min(length, 1 + random.nextInt(3));
        int dilation = choice == 3 && kernel[axis] * 2 - 1 <= length ? 2 : 1;
        boolean padded = choice >= 2 && random.nextBoolean();
        strides.add(random.nextInt(3) == 0 ? kernel[axis] : 1 + random.nextInt(2));
        dilations.add(dilation);
        begin.add(padded ? random.nextInt(2) : 0);
        end.add(padded ? random.nextInt(2) : 0);
    }

    private int windowSum(int x) {
        TensorShape shape = sketch.shape(x);
        List<Integer> strides = new ArrayList<>();
        List<Integer> dilations = new ArrayList<>();
        List<Integer> begin = new ArrayList<>();
        List<Integer> end = new ArrayList<>();
        int[] kernel = new int[shape.rank()];
        for (int a = 2; a < shape.rank(); a++) {
            window(shape.length(a), kernel, a, strides, dilations, begin, end);
        }
        List<Integer> taps = Arrays.stream(kernel, 2, kernel.length).boxed().toList();
        return sketch.windowSum(x, taps, strides, dilations, begin, end);
    }

    private int matMul(int x) {
        TensorShape shape = sketch.shape(x);
        int[] w = shape.lengths();
        if (random.nextBoolean()) {
            w = Arrays.copyOfRange(w, w.length - 2, w.length);
        } else if (w.length > 2) {
            w[0] = 1;
        }
        if (random.nextInt(4) == 0) {
            w[w.length - 1] = shape.length(shape.rank() - 2);
            w[w.length - 2] = 1 + random.nextInt(4);
            return sketch.matMul(sketch.weights(noise(TensorShape.of(w).elementCount(), 8), 8, w), x);
        }
        w[w.length - 2] = shape.length(shape.rank() - 1);
        w[w.length - 1] = 1 + random.nextInt(5);
        return sketch.matMul(x, sketch.weights(noise(TensorShape.of(w).elementCount(), 8), 8, w));
    }

    private int product(int x) {
        if (random.nextInt(3) == 0) {
            return sketch.product(x, x);
        }
        return sketch.product(x, broadcastWeights(sketch.shape(x), 8));
    }

    private int broadcastWeights(TensorShape shape, int bits) {
        int[] w = Arrays.stream(shape.lengths()).map(length -> random.nextBoolean() ? length : 1).toArray();
        w = Arrays.copyOfRange(w, random.nextInt(w.length + 1), w.length);
        return sketch.weights(noise(TensorShape.of(w).elementCount(), bits), bits, w);
    }

    private int combination(int x) {
        List<IntegerOp.Term> terms = new ArrayList<>(List.of(new IntegerOp.Term(random.nextInt(9) - 4, x)));
        terms.add(new IntegerOp.Term(random.nextInt(300), broadcastWeights(sketch.shape(x), 12)));
        for (int other : values) {
            if (sketch.shape(other).equals(sketch.shape(x)) && sketch.range(other).magnitude() < WIDE) {
                terms.add(new IntegerOp.Term(1 + random.nextInt(5), other));
            }
        }
        return sketch.combination(random.nextInt(1000) - 500, terms.toArray(IntegerOp.Term[]::new));
    }

    private int maximum(int x) {
        int other = sketch.combination(random.nextInt(5), new IntegerOp.Term(-1, x));
        return sketch.maximum(x, other);
    }

    private int division(int x) {
        int square = sketch.lookup(narrowTo(x), TableFunction.of("positive", 7, true, random.ints(128, 1, 90).toArray(), 1, 5));
        int sum = sketch.combination(3, new IntegerOp.Term(1, square));
        int positive = sketch.lookup(narrowTo(sum), TableFunction.of("positive", 8, true, random.ints(256, 3, 200).toArray(), 3, 7));
        return sketch.division(positive, 8 + random.nextInt(6));
    }

    private int narrowTo(int x) {
        return sketch.range(x).magnitude() < 4096 ? x : requantize(x);
    }

    private int reshape(int x) {
        TensorShape shape = sketch.shape(x);
        int[] lengths = shape.lengths();
        List<Integer> merged = new ArrayList<>();
        for (int length : lengths) {
            if (!merged.isEmpty() && random.nextBoolean()) {
                merged.set(merged.size() - 1, merged.getLast() * length);
            } else {
                merged.add(length);
            }
        }
        if (!merged.isEmpty() && random.nextBoolean()) {
            int last = merged.removeLast();
            int factor = IntStream.rangeClosed(1, last).filter(f -> last % f == 0).boxed()
                    .toList().get(random.nextInt((int) IntStream.rangeClosed(1, last).filter(f -> last % f == 0).count()));
            merged.add(factor);
            merged.add(last / factor);
        }
        return sketch.reshape(x, merged.stream().mapToInt(i -> i).toArray());
    }

    private Integer[] order(int rank) {
        List<Integer> order = new ArrayList<>();
        for (int a = 0; a < rank; a++) {
            order.add(random.nextInt(order.size() + 1), a);
        }
        return order.toArray(Integer[]::new);
    }

    private Integer[] axes(int rank) {
        return random.ints(1 + random.nextInt(2), 0, rank).distinct().boxed().toArray(Integer[]::new);
    }

    private int gather(int x) {
        int axis = random.nextInt(sketch.shape(x).rank());
        int length = sketch.shape(x).length(axis);
        Integer[] ids = random.ints(1 + random.nextInt(6), random.nextBoolean() ? -1 : 0, length).boxed().toArray(Integer[]::new);
        return sketch.gather(x, axis, ids);
    }

    private int concat(int x) {
        int axis = random.nextInt(sketch.shape(x).rank());
        int part = random.nextBoolean() ? x : gatherAll(x, axis);
        return sketch.concat(axis, x, part);
    }

    private int gatherAll(int x, int axis) {
        return sketch.gather(x, axis, 0, -1);
    }
}
