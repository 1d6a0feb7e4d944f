package dev.proofmark.circuit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every bound, one step below the limit and at it.
class SoundnessBoundsTest {
    private static final int[] AXIS = {0};

    private static int power(CircuitBuilder b, int node, int exponent) {
        int power = node;
        for (int i = 1; i < exponent; i++) {
            power = b.contract(power, AXIS, node, AXIS, AXIS);
        }
        return power;
    }

    private static int weight(CircuitBuilder b, long magnitude, int length) {
        return b.weight("w" + magnitude, Shape.of(length), new IntegerRange(-magnitude, magnitude));
    }

    private static void accepted(CircuitBuilder b) {
        b.rangeTable("r", IntegerRange.unsigned(1));
        assertThat(b.build(4).columnBits()).isEqualTo(4);
    }

    private static void refused(CircuitBuilder b) {
        b.rangeTable("r", IntegerRange.unsigned(1));
        assertThatThrownBy(() -> b.build(4))
                .isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).isEqualTo("bound"));
    }

    @Test
    void productsMultiplyBounds() {
        CircuitBuilder below = new CircuitBuilder();
        power(below, weight(below, 1L << 50, 2), 4);
        accepted(below);
        CircuitBuilder at = new CircuitBuilder();
        power(at, weight(at, 1L << 50, 2), 5);
        refused(at);
    }

    @Test
    void sumsMultiplyByTheirLength() {
        for (int length : new int[] {7, 8}) {
            CircuitBuilder b = new CircuitBuilder();
            int big = power(b, weight(b, 1L << 49, length), 5);
            int one = weight(b, 4, length);
            b.contract(big, AXIS, one, AXIS, new int[0]);
            if (length == 7) {
                accepted(b);
            } else {
                refused(b);
            }
        }
    }

    @Test
    void windowSumsMultiplyByTheirTaps() {
        for (int length : new int[] {31, 32}) {
            CircuitBuilder b = new CircuitBuilder();
            int big = power(b, weight(b, 1L << 49, length), 5);
            b.axisMap(big, List.of(new AxisGroup(AxisMatrix.WindowSum.all(length))));
            if (length == 31) {
                accepted(b);
            } else {
                refused(b);
            }
        }
    }

    @Test
    void combinationsAddUp() {
        for (long last : new long[] {30, 31, 32}) {
            CircuitBuilder b = new CircuitBuilder();
            int big = power(b, weight(b, 1L << 49, 2), 5);
            b.combine(Shape.of(2), Coefficient.of(1), Term.of(big, Coefficient.of(last), 1), Term.of(big, Coefficient.of(-1), 1));
            if (last == 30) {
                accepted(b);
            } else {
                refused(b);
            }
        }
    }

    /// The relation is `2^m * E = ..`: both of its sides count, and the table's bound counts as that of E.
    @Test
    void fractionsAreBoundedOnBothSides() {
        for (int shift : new int[] {10, 60}) {
            CircuitBuilder b = new CircuitBuilder();
            int big = power(b, weight(b, 1L << 40, 2), 4);
            int wide = b.table("wide", 2, List.of(new Column.Affine(0, 1L << 61)));
            int part = b.combine(Shape.of(2), Coefficient.ZERO, Term.of(big, Coefficient.of(1, shift), 1));
            b.lookup(wide, part);
            power(b, part, 4);
            accepted(b);
        }
    }

    @Test
    void lookupsPinWhatFollows() {
        for (boolean pinned : new boolean[] {true, false}) {
            CircuitBuilder b = new CircuitBuilder();
            int square = power(b, weight(b, 1L << 60, 2), 2);
            b.lookup(b.rangeTable("small", IntegerRange.unsigned(4)), pinned ? square : weight(b, 3, 2));
            b.contract(power(b, square, 2), AXIS, weight(b, 1L << 20, 2), AXIS, AXIS);
            if (pinned) {
                accepted(b);
            } else {
                refused(b);
            }
        }
    }

    /// Half of a bit is looked up in a wide table: the product counts the table's values, not the half.
    @Test
    void theTableBoundsAFraction() {
        CircuitBuilder b = new CircuitBuilder();
        int half = b.combine(Shape.of(2), Coefficient.ZERO, Term.of(weight(b, 1, 2), Coefficient.of(1, 1), 1));
        b.lookup(b.table("wide", 2, List.of(new Column.Affine(0, 1L << 61))), half);
        power(b, half, 5);
        refused(b);
    }

    /// Of several lookups the narrowest counts, whichever comes first.
    @Test
    void theNarrowestLookupPins() {
        for (boolean narrowFirst : new boolean[] {true, false}) {
            CircuitBuilder b = new CircuitBuilder();
            int w = b.witness("w", Shape.of(2));
            int wide = b.table("wide", 2, List.of(new Column.Affine(0, 1L << 60)));
            int narrow = b.rangeTable("narrow", IntegerRange.unsigned(4));
            b.lookup(narrowFirst ? narrow : wide, w);
            b.lookup(narrowFirst ? wide : narrow, w);
            power(b, w, 5);
            accepted(b);
        }
    }

    /// An input is as large as the lookups of sums show it to be, together: x + 2^61 in 0..2^61 and 3 - x in 0..2^61 is -3..3.
    @Test
    void sumsBoundAnInput() {
        for (boolean both : new boolean[] {true, false}) {
            CircuitBuilder b = new CircuitBuilder();
            int x = b.input("x", Shape.of(2));
            b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), new IntegerRange(-(1L << 61), 1L << 61));
            int wide = b.table("wide", 2, List.of(new Column.Affine(0, 1L << 61)));
            b.lookup(wide, b.combine(Shape.of(2), Coefficient.of(3), Term.of(x, Coefficient.ONE, 1)));
            b.lookup(both ? wide : b.table("mirrored", 2, List.of(new Column.Affine(-(1L << 61), 1L << 61))),
                    b.combine(Shape.of(2), Coefficient.of(3), Term.of(x, Coefficient.MINUS_ONE, 1)));
            power(b, x, 5);
            if (both) {
                accepted(b);
            } else {
                refused(b);
            }
        }
    }

    @Test
    void aStoredColumnPinsByItsLargestValue() {
        for (long value : new long[] {5, 1L << 61}) {
            CircuitBuilder b = new CircuitBuilder();
            int w = b.witness("w", Shape.of(2));
            b.lookup(b.table("t", 2, List.of(b.stored("c", new long[] {-value, 1}))), w);
            power(b, w, 5);
            if (value == 5) {
                accepted(b);
            } else {
                refused(b);
            }
        }
    }
}
