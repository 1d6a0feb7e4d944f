package dev.proofmark.proving.cost;

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

/// A small network with random weights, as the compiler would lay it out: layers of contraction, bias, requantisation and
/// rectifier, over an input of bytes. Equal parameters give equal networks.
final class CalibrationNetwork {
    static final String INPUT = "x";
    private static final int VALUE_BITS = 8;
    private static final int MAGNITUDE = 100;
    /// The rectifier saturates at this part of its domain, where sums of random terms are.
    private static final int STEEPNESS = 8;
    private static final IntegerRange OUTPUT = IntegerRange.signed(40);

    private final CircuitBuilder builder = new CircuitBuilder();
    private final Random random = new Random(1);
    private final Map<Integer, long[]> weights = new LinkedHashMap<>();
    private final List<WitnessStep> steps = new ArrayList<>();
    private final int domainBits;
    private final int shift;
    private final int remainders;
    private final int rectifier;
    private Shape shape;
    private int node;

    /// @param shape      of the input
    /// @param domainBits the rectifier's table has `2^domainBits` rows
    /// @param shift      bits that a requantisation drops: their table has `2^shift` rows
    CalibrationNetwork(Shape shape, int domainBits, int shift) {
        this.shape = shape;
        this.domainBits = domainBits;
        this.shift = shift;
        this.node = builder.input(INPUT, shape);
        IntegerRange range = new IntegerRange(-MAGNITUDE, MAGNITUDE);
        builder.lookup(builder.rangeTable("range", range), node);
        builder.inputPort(INPUT, node, shape, PortScale.uniform(1), range);
        this.remainders = builder.rangeTable("remainders", IntegerRange.unsigned(shift));
        long[] values = new long[1 << domainBits];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(STEEPNESS * MAGNITUDE * (2L * i - values.length) / values.length, 0, MAGNITUDE);
        }
        this.rectifier = builder.table("rectifier", values.length,
                List.of(new Column.Affine(-values.length / 2, 1), builder.stored("rectified", values)));
    }

    /// The last axis to `outputs` elements.
    CalibrationNetwork dense(int outputs) {
        int axes = shape.rank();
        int[] labels = new int[axes];
        int[] result = new int[axes];
        int[] lengths = shape.lengths();
        for (int i = 0; i < axes; i++) {
            labels[i] = i;
            result[i] = i + 1 == axes ? axes : i;
        }
        int terms = lengths[axes - 1];
        int weight = weight(Shape.of(terms, outputs), terms);
        lengths[axes - 1] = outputs;
        node = builder.contract(node, labels, weight, new int[] {axes - 1, axes}, result);
        return layer(Shape.of(lengths), axes - 1, terms);
    }

    /// Channels, height and width to `filters`, the same height and the same width, by windows of three by three.
    CalibrationNetwork convolution(int filters) {
        int height = shape.length(1);
        int width = shape.length(2);
        int windows = builder.axisMap(node, List.of(AxisGroup.PASS, window(height), window(width)));
        int terms = 9 * shape.length(0);
        int weight = weight(Shape.of(filters, shape.length(0), 3, 3), terms);
        node = builder.contract(weight, new int[] {0, 1, 2, 3}, windows, new int[] {1, 4, 2, 5, 3}, new int[] {0, 4, 5});
        return layer(Shape.of(filters, height, width), 0, terms);
    }

    private static AxisGroup window(int length) {
        return new AxisGroup(new AxisMatrix.Window(length, length, 3, 1, 1, 1));
    }

    private CalibrationNetwork layer(Shape to, int biasAxis, int terms) {
        shape = to;
        int[] broadcast = new int[to.rank()];
        java.util.Arrays.fill(broadcast, -1);
        broadcast[biasAxis] = 0;
        int sum = builder.combine(to, Coefficient.ZERO, Term.of(node, Coefficient.ONE, to.rank()),
                new Term(weight(Shape.of(to.length(biasAxis)), terms), Coefficient.ONE, broadcast));
        int remainder = builder.witness("remainder" + sum, to);
        int argument = builder.combine(to, Coefficient.of(1, 1), Term.of(sum, Coefficient.of(1, shift), to.rank()),
                Term.of(remainder, Coefficient.of(-1, shift), to.rank()));
        int value = builder.witness("value" + sum, to);
        builder.lookup(remainders, remainder);
        builder.lookup(rectifier, argument, value);
        steps.add(new WitnessStep.LowBits(remainder, sum, 1L << shift - 1, shift));
        steps.add(new WitnessStep.TableValue(value, argument, rectifier, 1));
        node = value;
        return this;
    }

    /// Weights with which no sum of `terms` products, and a bias, leaves the rectifier's domain.
    private int weight(Shape of, int terms) {
        long most = (1L << domainBits - 1 + shift) / ((terms + 1L) * MAGNITUDE);
        if (most < 1) {
            throw new IllegalArgumentException("a sum of " + terms + " products needs a wider domain than " + domainBits + " bits");
        }
        long magnitude = Math.min(most, VALUE_BITS);
        IntegerRange range = IntegerRange.signed(VALUE_BITS);
        int id = builder.weight("weight" + weights.size(), of, range);
        weights.put(id, random.longs(of.size(), -magnitude, magnitude + 1).toArray());
        return id;
    }

    /// States the last layer's values.
    Circuit circuit(int columnBits) {
        int output = builder.publicTensor("y", shape, OUTPUT);
        builder.zero(builder.combine(shape, Coefficient.ZERO, Term.of(node, Coefficient.ONE, shape.rank()),
                Term.of(output, Coefficient.MINUS_ONE, shape.rank())));
        builder.outputPort("y", output, shape, PortScale.uniform(1), OUTPUT);
        steps.add(new WitnessStep.Copy(output, node));
        return builder.build(columnBits);
    }

    WitnessProgram program() {
        return new WitnessProgram(steps);
    }

    Map<Integer, long[]> weights() {
        return weights;
    }

    /// Values of an input of that shape.
    static long[] input(Shape shape) {
        return new Random(2).longs(shape.size(), -MAGNITUDE, MAGNITUDE + 1).toArray();
    }
}
