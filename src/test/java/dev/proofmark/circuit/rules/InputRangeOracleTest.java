package dev.proofmark.circuit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PaddedEvaluator;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random sums of an input and witnesses in random lookups, against all values: in a key that is accepted, whatever its lookups let
/// pass lies in the declared range, and is zero in the padding.
class InputRangeOracleTest {
    private static final int MOST = 9;
    private static final Shape SHAPE = Shape.of(3);
    private static final int LOGICAL = 0;
    private static final int PADDED = 3;

    private final Random random = new Random(20);

    /// One input, one witness, and what looks them up, built with a port of this range.
    private record Key(long seed) {
        Circuit build(IntegerRange declared) {
            Random random = new Random(seed);
            CircuitBuilder b = new CircuitBuilder();
            int x = b.input("x", SHAPE);
            b.inputPort("x", x, SHAPE, PortScale.uniform(1), declared);
            int w = b.witness("w", SHAPE);
            b.lookup(b.table("w", 1 + random.nextInt(3), List.of(new Column.Affine(random.nextInt(2) - 1, 1))), w);
            int lookups = 1 + random.nextInt(2);
            for (int i = 0; i < lookups; i++) {
                int table = b.table("t" + i, 1 + random.nextInt(8),
                        List.of(new Column.Affine(random.nextInt(5) - 3, random.nextInt(4) == 0 ? -1 : 1)));
                List<Term> terms = new ArrayList<>(List.of(Term.of(x, pick(random, 1, 1, 1, -1, -1, 2, 0), 1)));
                if (random.nextInt(3) == 0) {
                    terms.add(Term.of(random.nextInt(6) == 0 ? x : w, pick(random, 1, -1, 2, -3), 1));
                }
                b.lookup(table, b.combine(SHAPE, Coefficient.of(random.nextInt(7) - 3), terms.toArray(Term[]::new)));
            }
            return b.build(2);
        }

        private static Coefficient pick(Random random, long... of) {
            return Coefficient.of(of[random.nextInt(of.length)]);
        }
    }

    @Test
    void whatIsAcceptedIsInTheDeclaredRangeAndZeroInThePadding() {
        int accepted = 0;
        int refused = 0;
        for (int seed = 0; seed < 3000; seed++) {
            IntegerRange declared = new IntegerRange(-random.nextInt(MOST), random.nextInt(MOST));
            try {
                Circuit circuit = new Key(seed).build(declared);
                accepted++;
                for (int x = -3 * MOST; x <= 3 * MOST; x++) {
                    for (int w = -MOST; w <= MOST; w++) {
                        assertThat(passes(circuit, x, w, LOGICAL) && !declared.contains(x)).as("seed %d x %d w %d", seed, x, w).isFalse();
                        assertThat(passes(circuit, x, w, PADDED) && x != 0).as("seed %d padded x %d w %d", seed, x, w).isFalse();
                    }
                }
            } catch (CircuitException e) {
                refused++;
                assertThat(e.code()).isIn("not-looked-up", "port-range", "lookup-range");
            }
        }
        assertThat(accepted).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
    }

    /// The rule is no stricter than it has to be: without witnesses, the range that it shows is exactly what passes.
    @Test
    void theRangeOfAnOffsetIsExact() {
        for (int constant = -3; constant <= 3; constant++) {
            for (long sign : new long[] {1, -1}) {
                int low = (int) (sign > 0 ? -constant : constant - 7);
                assertThat(offset(constant, sign, new IntegerRange(low + 1, low + 7))).isEmpty();
                assertThat(offset(constant, sign, new IntegerRange(low, low + 6))).isEmpty();
                Circuit circuit = offset(constant, sign, new IntegerRange(low, low + 7)).orElseThrow();
                for (int value = -2 * MOST; value <= 2 * MOST; value++) {
                    assertThat(passes(circuit, value, 0, LOGICAL)).isEqualTo(value >= low && value <= low + 7);
                    assertThat(passes(circuit, value, 0, PADDED)).isEqualTo(value == 0);
                }
            }
        }
    }

    /// An input whose multiple by 1 or -1 is looked up in 0..7 once the constant is added, if the port is accepted.
    private static Optional<Circuit> offset(long constant, long sign, IntegerRange declared) {
        CircuitBuilder b = new CircuitBuilder();
        int x = b.input("x", SHAPE);
        b.inputPort("x", x, SHAPE, PortScale.uniform(1), declared);
        b.lookup(b.rangeTable("eight", IntegerRange.unsigned(3)),
                b.combine(SHAPE, Coefficient.of(constant), Term.of(x, Coefficient.of(sign), 1)));
        try {
            return Optional.of(b.build(2));
        } catch (CircuitException e) {
            assertThat(e.code()).isEqualTo("port-range");
            return Optional.empty();
        }
    }

    /// Whether all lookups hold at one cell where the input and the witness have these values.
    private static boolean passes(Circuit circuit, long x, long w, int cell) {
        PaddedEvaluator values = new PaddedEvaluator(circuit);
        values.put(0, cells(x, cell));
        circuit.tensors(TensorKind.WITNESS).forEach(t -> values.put(t.id(), cells(w, cell)));
        for (Constraint.Lookup lookup : circuit.lookups()) {
            long value = values.value(lookup.operands()[0])[cell];
            if (cell == PADDED ? value != 0 : !holds((Column.Affine) circuit.tables().get(lookup.table()).columns().getFirst(),
                    circuit.tables().get(lookup.table()).length(), value)) {
                return false;
            }
        }
        return true;
    }

    private static long[] cells(long value, int cell) {
        long[] cells = new long[SHAPE.paddedSize()];
        cells[cell] = value;
        return cells;
    }

    private static boolean holds(Column.Affine column, int length, long value) {
        for (int row = 0; row < length; row++) {
            if (column.start() + row * column.step() == value) {
                return true;
            }
        }
        return false;
    }
}
