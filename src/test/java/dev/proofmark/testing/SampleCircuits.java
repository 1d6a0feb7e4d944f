package dev.proofmark.testing;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.circuit.witness.WitnessStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Small complete circuits for tests of the argument.
public final class SampleCircuits {
    private SampleCircuits() {
    }

    /// A circuit with what its owner needs to prove over it.
    public record Sample(Circuit circuit, WitnessProgram program, Map<Integer, long[]> weights) {
    }

    /// x (inputs) -> dense + bias -> requantised relu -> dense -> public. Axis lengths need not be powers of two.
    public static Sample mlp(int inputs, int hidden, int outputs, int columnBits, long seed) {
        Random random = new Random(seed);
        CircuitBuilder b = new CircuitBuilder();
        Map<Integer, long[]> weights = new LinkedHashMap<>();
        List<WitnessStep> steps = new ArrayList<>();
        IntegerRange activation = new IntegerRange(-100, 100);
        int x = b.input("x", Shape.of(inputs));
        int inputRange = b.rangeTable("input", activation);
        b.lookup(inputRange, x);
        b.inputPort("x", x, Shape.of(1, inputs), PortScale.uniform(0.01), activation);
        int w1 = weight(b, weights, random, "w1", Shape.of(hidden, inputs), 7);
        int b1 = weight(b, weights, random, "b1", Shape.of(hidden), 7);
        int product = b.contract(w1, new int[] {0, 1}, x, new int[] {1}, new int[] {0});
        Shape h = Shape.of(hidden);
        int acc = b.combine(h, Coefficient.ZERO, Term.of(product, Coefficient.ONE, 1), Term.of(b1, Coefficient.of(3), 1));
        int shift = 6;
        int remainders = b.rangeTable("remainder", IntegerRange.unsigned(shift));
        int domain = 10;
        long[] relu = new long[1 << domain];
        for (int i = 0; i < relu.length; i++) {
            relu[i] = Math.min(Math.max(i - (1 << domain - 1), 0), 127);
        }
        int table = b.table("relu", relu.length, List.of(new Column.Affine(-(1 << domain - 1), 1), b.stored("relu", relu)));
        int rem = b.witness("rem", h);
        int u = b.combine(h, Coefficient.of(1, 1), Term.of(acc, Coefficient.of(1, shift), 1), Term.of(rem, Coefficient.of(-1, shift), 1));
        int y = b.witness("y", h);
        b.lookup(remainders, rem);
        b.lookup(table, u, y);
        steps.add(new WitnessStep.LowBits(rem, acc, 1 << shift - 1, shift));
        steps.add(new WitnessStep.TableValue(y, u, table, 1));
        int w2 = weight(b, weights, random, "w2", Shape.of(outputs, hidden), 7);
        int z = b.contract(w2, new int[] {0, 1}, y, new int[] {1}, new int[] {0});
        publish(b, steps, z, Shape.of(outputs));
        return new Sample(b.build(columnBits), new WitnessProgram(steps), weights);
    }

    /// x (channels, length) -> 1-D convolution by Window -> requantised relu -> elementwise square -> sum over positions,
    /// transposed and merged by views -> public. Has batch labels, axis maps, views and a broadcast bias.
    public static Sample convolution(int channels, int length, int filters, int columnBits, long seed) {
        Random random = new Random(seed);
        CircuitBuilder b = new CircuitBuilder();
        Map<Integer, long[]> weights = new LinkedHashMap<>();
        List<WitnessStep> steps = new ArrayList<>();
        IntegerRange activation = new IntegerRange(-30, 30);
        int x = b.input("x", Shape.of(channels, length));
        b.lookup(b.rangeTable("input", activation), x);
        b.inputPort("x", x, Shape.of(1, channels, length), PortScale.uniform(0.5), activation);
        int kernel = 3;
        int window = b.axisMap(x, List.of(AxisGroup.PASS, new AxisGroup(new AxisMatrix.Window(length, length, kernel, 1, 1, 1))));
        int w = weight(b, weights, random, "w", Shape.of(filters, channels, kernel), 5);
        int bias = weight(b, weights, random, "bias", Shape.of(filters), 6);
        int conv = b.contract(w, new int[] {0, 1, 2}, window, new int[] {1, 3, 2}, new int[] {0, 3});
        Shape shape = Shape.of(filters, length);
        int acc = b.combine(shape, Coefficient.of(5), Term.of(conv, Coefficient.ONE, 2),
                new Term(bias, Coefficient.of(2), new int[] {0, -1}));
        int shift = 5;
        int domain = 9;
        long[] relu = new long[1 << domain];
        for (int i = 0; i < relu.length; i++) {
            relu[i] = Math.min(Math.max(i - (1 << domain - 1), 0), 63);
        }
        int table = b.table("relu", relu.length, List.of(new Column.Affine(-(1 << domain - 1), 1), b.stored("relu", relu)));
        int remainders = b.rangeTable("remainder", IntegerRange.unsigned(shift));
        int rem = b.witness("rem", shape);
        int u = b.combine(shape, Coefficient.of(1, 1), Term.of(acc, Coefficient.of(1, shift), 2),
                Term.of(rem, Coefficient.of(-1, shift), 2));
        int y = b.witness("y", shape);
        b.lookup(remainders, rem);
        b.lookup(table, u, y);
        steps.add(new WitnessStep.LowBits(rem, acc, 1 << shift - 1, shift));
        steps.add(new WitnessStep.TableValue(y, u, table, 1));
        int square = b.contract(y, new int[] {0, 1}, y, new int[] {0, 1}, new int[] {0, 1});
        int sum = b.axisMap(square, List.of(AxisGroup.PASS, new AxisGroup(AxisMatrix.WindowSum.all(length))));
        int flat = b.reshape(b.transpose(sum, 1, 0), Shape.of(filters));
        publish(b, steps, flat, Shape.of(filters));
        return new Sample(b.build(columnBits), new WitnessProgram(steps), weights);
    }

    /// What the other samples lack, for a second implementation: no weights, rows of an input that are all padding, a
    /// tensor in two lookups, a table that descends, a constant that is looked up and on either side of a contraction, a
    /// `Zero` of a stated tensor itself, tensors of rank 0, a private output.
    public static Sample forms() {
        CircuitBuilder b = new CircuitBuilder();
        List<WitnessStep> steps = new ArrayList<>();
        int[] both = {0, 1};
        IntegerRange range = new IntegerRange(-3, 3);
        Shape shape = Shape.of(3, 5);
        int x = b.input("x", shape);
        b.inputPort("x", x, shape, new PortScale(0.25, 1, List.of(0, 2, 1, 0, 5)), range);
        b.lookup(b.table("descending", 7, List.of(new Column.Affine(3, -1))), x);
        int absolute = b.table("absolute", 7, List.of(new Column.Affine(-3, 1), b.stored("absolute", new long[] {3, 2, 1, 0, 1, 2, 3})));
        int y = b.witness("y", shape);
        b.lookup(absolute, x, y);
        steps.add(new WitnessStep.TableValue(y, x, absolute, 1));
        int constant = b.constant("c", shape, new long[] {3, -1, 0, 2, -2, 1, 1, -3, 0, 2, -1, 3, 2, -2, 0});
        b.lookup(0, constant);
        int left = b.contract(constant, both, y, both, new int[] {0});
        int right = b.contract(y, both, constant, both, new int[] {0});
        int rows = b.combine(Shape.of(3), Coefficient.of(7), Term.of(left, Coefficient.ONE, 1), Term.of(right, Coefficient.of(2), 1));
        publish(b, steps, rows, Shape.of(3));
        int total = b.contract(y, both, x, both, new int[0]);
        int hidden = b.witness("total", Shape.of());
        IntegerRange totals = IntegerRange.signed(9);
        b.lookup(b.rangeTable("total", totals), hidden);
        b.zero(b.combine(Shape.of(), Coefficient.ZERO, Term.of(total, Coefficient.ONE, 0), Term.of(hidden, Coefficient.MINUS_ONE, 0)));
        b.outputPort("total", hidden, Shape.of(1, 1), PortScale.uniform(0.0625), totals);
        steps.add(new WitnessStep.Copy(hidden, total));
        int nothing = b.publicTensor("nothing", Shape.of(3), range);
        b.zero(nothing);
        b.outputPort("nothing", nothing, Shape.of(3), PortScale.uniform(1), range);
        steps.add(new WitnessStep.Copy(nothing, b.combine(Shape.of(3), Coefficient.ZERO)));
        return new Sample(b.build(2), new WitnessProgram(steps), Map.of());
    }

    /// Products with a one-element node that a `Zero` has claimed to be 0, on either side: such a form is a constant, though nobody computed
    /// it, so the product is no message.
    public static Sample settled() {
        CircuitBuilder b = new CircuitBuilder();
        List<WitnessStep> steps = new ArrayList<>();
        int[] axis = {0};
        int[] none = {};
        IntegerRange range = new IntegerRange(-3, 3);
        int x = b.input("x", Shape.of(3));
        b.inputPort("x", x, Shape.of(3), PortScale.uniform(0.5), range);
        b.lookup(b.rangeTable("x", range), x);
        int total = b.contract(x, axis, x, axis, none);
        int copy = b.witness("total", Shape.of());
        b.lookup(b.rangeTable("total", IntegerRange.unsigned(5)), copy);
        steps.add(new WitnessStep.Copy(copy, total));
        int nothing = b.combine(Shape.of(), Coefficient.ZERO, Term.of(total, Coefficient.ONE, 0), Term.of(copy, Coefficient.MINUS_ONE, 0));
        b.zero(nothing);
        int left = b.contract(nothing, none, x, axis, axis);
        int right = b.contract(x, axis, nothing, none, axis);
        int rows = b.combine(Shape.of(3), Coefficient.of(7), Term.of(left, Coefficient.ONE, 1), Term.of(right, Coefficient.of(2), 1),
                Term.of(x, Coefficient.ONE, 1));
        publish(b, steps, rows, Shape.of(3));
        return new Sample(b.build(2), new WitnessProgram(steps), Map.of());
    }

    /// An input in -21..20 that is in no lookup itself: from below in limbs of three bits, x + 21 = 8 h + low, from above by 20 - x in a table of
    /// 64 rows. Published: per row the sum of squares, which padding would enter. Lookups: h, low, 20 - x.
    public static Sample offsets(int columnBits) {
        CircuitBuilder b = new CircuitBuilder();
        List<WitnessStep> steps = new ArrayList<>();
        int[] both = {0, 1};
        IntegerRange range = new IntegerRange(-21, 20);
        Shape shape = Shape.of(3, 5);
        int x = b.input("x", shape);
        b.inputPort("x", x, shape, PortScale.uniform(0.5), range);
        int eight = b.rangeTable("eight", IntegerRange.unsigned(3));
        int high = b.witness("high", shape);
        b.lookup(eight, high);
        steps.add(new WitnessStep.MiddleBits(high, x, 21, 3, 3));
        b.lookup(eight, b.combine(shape, Coefficient.of(21), Term.of(x, Coefficient.ONE, 2), Term.of(high, Coefficient.of(-8), 2)));
        b.lookup(b.rangeTable("sixty-four", IntegerRange.unsigned(6)),
                b.combine(shape, Coefficient.of(20), Term.of(x, Coefficient.MINUS_ONE, 2)));
        int squares = b.contract(x, both, x, both, new int[] {0});
        publish(b, steps, squares, Shape.of(3));
        return new Sample(b.build(columnBits), new WitnessProgram(steps), Map.of());
    }

    private static void publish(CircuitBuilder b, List<WitnessStep> steps, int node, Shape shape) {
        IntegerRange range = IntegerRange.signed(40);
        int out = b.publicTensor("out", shape, range);
        b.zero(b.combine(shape, Coefficient.ZERO, Term.of(node, Coefficient.ONE, 1), Term.of(out, Coefficient.MINUS_ONE, 1)));
        b.outputPort("out", out, shape, PortScale.uniform(0.001), range);
        steps.add(new WitnessStep.Copy(out, node));
    }

    private static int weight(CircuitBuilder b, Map<Integer, long[]> weights, Random random, String name, Shape shape, int bits) {
        IntegerRange range = IntegerRange.signed(bits);
        int id = b.weight(name, shape, range);
        long[] values = new long[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = range.low() + random.nextInt((int) range.count());
        }
        weights.put(id, values);
        return id;
    }

    public static long[] input(int size, int magnitude, long seed) {
        Random random = new Random(seed);
        return random.longs(size, -magnitude, magnitude + 1).toArray();
    }
}
