package dev.proofmark.testing;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.circuit.witness.WitnessStep;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Small circuits, each around the one thing that an attack is about. Rows have 64 cells.
public final class AttackCircuits {
    /// The accumulator's node in `requantize`.
    public static final int ACCUMULATOR = 4;

    private static final int COLUMN_BITS = 6;
    private static final int[] NONE = {};
    private static final int[] FIRST = {0};
    private static final int[] BOTH = {0, 1};

    private AttackCircuits() {
    }

    /// x[3] -> w x + bias -> requantised by 2^3 over u in [-16, 15] -> w2 y. Lookups: x, rem, (u, y); one `Zero`.
    public static Sample requantize() {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b, Shape.of(3));
        Shape h = Shape.of(5);
        int w = b.weight("w", Shape.of(5, 3), IntegerRange.signed(4));
        int bias = b.weight("bias", h, IntegerRange.signed(5));
        int product = b.contract(w, BOTH, x, new int[] {1}, FIRST);
        int acc = b.combine(h, Coefficient.ZERO, Term.of(product, Coefficient.ONE, 1), Term.of(bias, Coefficient.ONE, 1));
        int remainders = b.rangeTable("remainder", IntegerRange.unsigned(3));
        int relu = b.table("relu", 32, List.of(new Column.Affine(-16, 1),
                b.stored("relu", LongStream.range(-16, 16).map(v -> Math.clamp(v, 0, 9)).toArray())));
        int rem = b.witness("rem", h);
        int y = b.witness("y", h);
        int u = b.combine(h, Coefficient.of(1, 1), Term.of(acc, Coefficient.of(1, 3), 1), Term.of(rem, Coefficient.of(-1, 3), 1));
        b.lookup(remainders, rem);
        b.lookup(relu, u, y);
        int w2 = b.weight("w2", Shape.of(2, 5), IntegerRange.signed(4));
        int z = b.contract(w2, BOTH, y, new int[] {1}, FIRST);
        int out = publish(b, z, Shape.of(2), IntegerRange.signed(10));
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.LowBits(rem, acc, 4, 3),
                new WitnessStep.TableValue(y, u, relu, 1), new WitnessStep.Copy(out, z))),
                Map.of(w, new long[] {1, -2, 3, 4, 5, -6, 7, -8, 1, 2, 3, 4, -5, 6, 7}, bias, new long[] {3, -16, 15, 8, 0},
                        w2, new long[] {1, 2, -3, 4, 5, -6, 7, 1, -8, 3}));
    }

    /// x[3, 5] -> y = |x| -> sum of y * y + sum of v * v, v a weight of the same shape. Lookups: x, (x, y).
    public static Sample squares() {
        CircuitBuilder b = new CircuitBuilder();
        Shape shape = Shape.of(3, 5);
        int x = input(b, shape);
        int v = b.weight("v", shape, IntegerRange.signed(4));
        int y = b.witness("y", shape);
        int absolute = b.table("absolute", 17, List.of(new Column.Affine(-8, 1),
                b.stored("absolute", LongStream.rangeClosed(-8, 8).map(Math::abs).toArray())));
        b.lookup(absolute, x, y);
        int yy = b.contract(y, BOTH, y, BOTH, NONE);
        int vv = b.contract(v, BOTH, v, BOTH, NONE);
        int sum = b.combine(Shape.of(), Coefficient.ZERO, Term.of(yy, Coefficient.ONE, 0), Term.of(vv, Coefficient.ONE, 0));
        int out = publish(b, sum, Shape.of(), IntegerRange.signed(14));
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.TableValue(y, x, absolute, 1),
                new WitnessStep.Copy(out, sum))), Map.of(v, LongStream.range(-7, 8).toArray()));
    }

    /// x[3, 5] in -8..7, by x + 8 in a table of 16 rows alone -> the sum of its squares.
    public static Sample offset() {
        CircuitBuilder b = new CircuitBuilder();
        Shape shape = Shape.of(3, 5);
        IntegerRange range = IntegerRange.signed(4);
        int x = b.input("x", shape);
        b.lookup(b.rangeTable("sixteen", IntegerRange.unsigned(4)), b.combine(shape, Coefficient.of(8), Term.of(x, Coefficient.ONE, 2)));
        b.inputPort("x", x, shape, PortScale.uniform(0.5), range);
        int sum = b.contract(x, BOTH, x, BOTH, NONE);
        int out = publish(b, sum, Shape.of(), IntegerRange.signed(14));
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.Copy(out, sum))), Map.of());
    }

    /// x[3], one bias for all -> sum of (x + bias)^2.
    public static Sample broadcast() {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b, Shape.of(3));
        int bias = b.weight("bias", Shape.of(), IntegerRange.signed(4));
        int s = b.combine(Shape.of(3), Coefficient.of(2), Term.of(x, Coefficient.ONE, 1), new Term(bias, Coefficient.ONE, new int[] {-1}));
        int sum = b.contract(s, FIRST, s, FIRST, NONE);
        int out = publish(b, sum, Shape.of(), IntegerRange.signed(14));
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.Copy(out, sum))), Map.of(bias, new long[] {5}));
    }

    /// x[4] -> z = row of x in a table of three rows 1, 2, 3 -> published. Lookups: x, z.
    public static Sample shortTable() {
        CircuitBuilder b = new CircuitBuilder();
        Shape shape = Shape.of(4);
        int x = input(b, shape);
        int z = b.witness("z", shape);
        b.lookup(b.table("short", 3, List.of(new Column.Affine(1, 1))), z);
        int out = publish(b, z, shape, IntegerRange.unsigned(2));
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.Copy(z, x), new WitnessStep.Copy(out, z))),
                Map.of());
    }

    /// s = x[2] + offset -> y = floor(100 / s), by rem = 100 - y s with lookups of rem, s - 1 - rem and y.
    public static Sample division(int offset) {
        return division(offset, false);
    }

    /// The same with the remainder published in place of the quotient.
    public static Sample remainder(int offset) {
        return division(offset, true);
    }

    private static Sample division(int offset, boolean publishRemainder) {
        CircuitBuilder b = new CircuitBuilder();
        Shape shape = Shape.of(2);
        int x = input(b, shape);
        int s = b.combine(shape, Coefficient.of(offset), Term.of(x, Coefficient.ONE, 1));
        int y = b.witness("y", shape);
        int product = b.contract(y, FIRST, s, FIRST, FIRST);
        int rem = b.combine(shape, Coefficient.of(100), Term.of(product, Coefficient.MINUS_ONE, 1));
        int left = b.combine(shape, Coefficient.MINUS_ONE, Term.of(s, Coefficient.ONE, 1), Term.of(rem, Coefficient.MINUS_ONE, 1));
        int range = b.rangeTable("below 32", IntegerRange.unsigned(5));
        b.lookup(range, rem);
        b.lookup(range, left);
        b.lookup(b.rangeTable("quotient", IntegerRange.unsigned(7)), y);
        int published = publishRemainder ? rem : y;
        int out = publish(b, published, shape, IntegerRange.signed(9));
        return new Sample(b.build(COLUMN_BITS),
                new WitnessProgram(List.of(new WitnessStep.Quotient(y, 100, s), new WitnessStep.Copy(out, published))),
                Map.of());
    }

    /// x[2] -> x_0 + x_1.
    public static Sample sum() {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b, Shape.of(2));
        int sum = b.axisMap(x, List.of(new AxisGroup(AxisMatrix.WindowSum.all(2))));
        int out = publish(b, sum, b.shape(sum), IntegerRange.signed(6));
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.Copy(out, sum))), Map.of());
    }

    /// x[3], stated as it is where all values are in the range.
    public static Sample stated(IntegerRange range) {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b, Shape.of(3));
        int out = publish(b, x, Shape.of(3), range);
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.Copy(out, x))), Map.of());
    }

    /// x[rows, columns] -> its sum; every row of x starts a commitment row of its own.
    public static Sample manyRows(int rows) {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b, Shape.of(rows, 37));
        int sum = b.axisMap(x, List.of(new AxisGroup(AxisMatrix.WindowSum.all(rows)), new AxisGroup(AxisMatrix.WindowSum.all(37))));
        int out = publish(b, sum, b.shape(sum), IntegerRange.signed(20));
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.Copy(out, sum))), Map.of());
    }

    /// x[3] -> sum of c x, c a constant.
    public static Sample constant() {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b, Shape.of(3));
        int c = b.constant("c", Shape.of(3), new long[] {2, -3, 5});
        int sum = b.contract(c, FIRST, x, FIRST, NONE);
        int out = publish(b, sum, Shape.of(), IntegerRange.signed(8));
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.Copy(out, sum))), Map.of());
    }

    /// A scalar x, d = x - out both looked up and zero: two claims on d at the same (empty) point.
    public static Sample claimedTwice() {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b, Shape.of());
        IntegerRange range = new IntegerRange(-9, 9);
        int out = b.publicTensor("out", Shape.of(), range);
        int difference = b.combine(Shape.of(), Coefficient.ZERO, Term.of(x, Coefficient.ONE, 0), Term.of(out, Coefficient.MINUS_ONE, 0));
        b.lookup(0, difference);
        b.zero(difference);
        b.outputPort("out", out, Shape.of(), PortScale.uniform(0.5), range);
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.Copy(out, x))), Map.of());
    }

    /// x[2, 3], stated as its transpose.
    public static Sample transposedOutput() {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b, Shape.of(2, 3));
        IntegerRange range = new IntegerRange(-9, 9);
        int out = b.publicTensor("out", Shape.of(3, 2), range);
        int turned = b.transpose(x, 1, 0);
        int back = b.transpose(out, 1, 0);
        b.zero(b.combine(Shape.of(2, 3), Coefficient.ZERO, Term.of(x, Coefficient.ONE, 2), Term.of(back, Coefficient.MINUS_ONE, 2)));
        b.outputPort("out", out, Shape.of(3, 2), PortScale.uniform(0.5), range);
        return new Sample(b.build(COLUMN_BITS), new WitnessProgram(List.of(new WitnessStep.Copy(out, turned))), Map.of());
    }

    private static int input(CircuitBuilder b, Shape shape) {
        IntegerRange range = new IntegerRange(-8, 8);
        int x = b.input("x", shape);
        b.lookup(b.rangeTable("input", range), x);
        b.inputPort("x", x, shape, PortScale.uniform(0.5), range);
        return x;
    }

    private static int publish(CircuitBuilder b, int node, Shape shape, IntegerRange range) {
        int out = b.publicTensor("out", shape, range);
        b.zero(b.combine(shape, Coefficient.ZERO, Term.of(node, Coefficient.ONE, shape.rank()),
                Term.of(out, Coefficient.MINUS_ONE, shape.rank())));
        b.outputPort("out", out, shape, PortScale.uniform(0.5), range);
        return out;
    }
}
