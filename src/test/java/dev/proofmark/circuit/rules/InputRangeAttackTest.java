package dev.proofmark.circuit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys that pretend to show an input's range by a looked-up sum. Every one is refused, and beside every one stands the key from which
/// it differs in the one thing that makes it false, which is accepted.
class InputRangeAttackTest {
    private static final IntegerRange DECLARED = new IntegerRange(10, 17);
    private static final Shape SHAPE = Shape.of(3);
    private static final int EIGHT = 0;
    private static final int SIXTEEN = 1;

    /// Adds lookups to a circuit with the input and with tables of 8 and 16 rows.
    @FunctionalInterface
    private interface Lookups {
        void add(CircuitBuilder b, int x);
    }

    /// @param shape of the input
    private record Key(String what, Shape shape, Lookups attack, Lookups control) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Key of(String what, Lookups attack, Lookups control) {
        return new Key(what, SHAPE, attack, control);
    }

    private static Key of(String what, Lookups attack) {
        return of(what, attack, sum(-10, 1));
    }

    private static Circuit built(Shape shape, Lookups... lookups) {
        CircuitBuilder b = new CircuitBuilder();
        b.rangeTable("eight", IntegerRange.unsigned(3));
        b.rangeTable("sixteen", IntegerRange.unsigned(4));
        int x = b.input("x", shape);
        b.inputPort("x", x, shape, PortScale.uniform(1), DECLARED);
        Arrays.stream(lookups).forEach(l -> l.add(b, x));
        return b.build(2);
    }

    private static void lookup(CircuitBuilder b, int table, Coefficient constant, Term... terms) {
        b.lookup(table, b.combine(b.shape(terms[0].node()), constant, terms));
    }

    private static Lookups sum(long constant, long factor) {
        return sum(EIGHT, Coefficient.of(constant), Coefficient.of(factor));
    }

    private static Lookups sum(int table, Coefficient constant, Coefficient factor) {
        return (b, x) -> lookup(b, table, constant, Term.of(x, factor, b.shape(x).rank()));
    }

    private static Lookups both(Lookups... parts) {
        return (b, x) -> Arrays.stream(parts).forEach(part -> part.add(b, x));
    }

    private static Term plain(int node) {
        return Term.of(node, Coefficient.ONE, 1);
    }

    private static Term minus(int node) {
        return Term.of(node, Coefficient.MINUS_ONE, 1);
    }

    /// A witness in {0}, as an operand of a lookup.
    private static int nothing(CircuitBuilder b) {
        int w = b.witness("w", SHAPE);
        b.lookup(b.table("zero", 1, List.of(new Column.Affine(0, 1))), w);
        return w;
    }

    /// x - 10 - w / 2^shift, w looked up itself or by a multiple.
    private static Lookups withWitness(int shift, int multiple) {
        return (b, x) -> {
            int w = b.witness("w", SHAPE);
            b.lookup(b.table("zero", 1, List.of(new Column.Affine(0, 1))),
                    multiple == 1 ? w : b.combine(SHAPE, Coefficient.ZERO, Term.of(w, Coefficient.of(multiple), 1)));
            lookup(b, EIGHT, Coefficient.of(-10), plain(x), Term.of(w, Coefficient.of(-1, shift), 1));
        };
    }

    /// x - 10 - y for another node y.
    private static Lookups less(ToIntFunction<CircuitBuilder> other) {
        return (b, x) -> lookup(b, EIGHT, Coefficient.of(-10), plain(x), minus(other.applyAsInt(b)));
    }

    /// Sums of which nothing follows.
    static Stream<Key> idle() {
        Lookups least = less(InputRangeAttackTest::nothing);
        return Stream.of(
                of("half of the input", sum(EIGHT, Coefficient.of(-5), Coefficient.of(1, 1))),
                of("a fraction of the mask", sum(EIGHT, Coefficient.of(-21, 1), Coefficient.ONE)),
                of("twice the input", sum(-20, 2)),
                of("minus three times the input", sum(30, -3)),
                of("no times the input", sum(0, 0)),
                new Key("a sum that only a zero constrains", Shape.of(4),
                        (b, x) -> b.zero(b.combine(Shape.of(4), Coefficient.of(-10), plain(x))), sum(-10, 1)),
                of("a sum of a sum", (b, x) -> lookup(b, EIGHT, Coefficient.ZERO, plain(b.combine(SHAPE, Coefficient.of(-10), plain(x))))),
                of("the input twice", (b, x) -> lookup(b, EIGHT, Coefficient.of(-20), plain(x), plain(x)), least),
                of("the input less the input", (b, x) -> lookup(b, EIGHT, Coefficient.ZERO, plain(x), minus(x)), least),
                of("the input thrice, of which two cancel",
                        (b, x) -> lookup(b, EIGHT, Coefficient.of(-10), plain(x), plain(x), minus(x)), least),
                of("the input and no times the input",
                        (b, x) -> lookup(b, EIGHT, Coefficient.of(-10), plain(x), Term.of(x, Coefficient.ZERO, 1)), least),
                of("no input at all", (b, x) -> lookup(b, EIGHT, Coefficient.ZERO, plain(nothing(b)))),
                of("another input too", less(b -> {
                    int y = b.input("y", SHAPE);
                    b.lookup(EIGHT, y);
                    b.inputPort("y", y, SHAPE, PortScale.uniform(1), DECLARED);
                    return y;
                }), least),
                of("a weight too", less(b -> b.weight("w", SHAPE, new IntegerRange(0, 0))), least),
                of("a constant in place of the mask", less(b -> b.constant("mask", SHAPE, new long[] {10, 10, 10})), least),
                of("a stated tensor too", less(b -> {
                    int y = b.publicTensor("y", SHAPE, new IntegerRange(0, 0));
                    b.zero(y);
                    b.outputPort("y", y, SHAPE, PortScale.uniform(1), new IntegerRange(0, 0));
                    return y;
                }), least),
                of("an expression too", less(b -> {
                    int e = b.combine(SHAPE, Coefficient.ZERO, plain(nothing(b)));
                    b.lookup(EIGHT, e);
                    return e;
                }), least),
                of("a part of a witness", withWitness(1, 1), withWitness(0, 1)),
                of("a witness that is spread",
                        (b, x) -> {
                            int w = b.witness("w", Shape.of());
                            b.lookup(b.table("zero", 1, List.of(new Column.Affine(0, 1))), w);
                            lookup(b, EIGHT, Coefficient.of(-10), plain(x), new Term(w, Coefficient.MINUS_ONE, new int[] {-1}));
                        }, least),
                of("the input spread", (b, x) -> b.lookup(EIGHT,
                        b.combine(Shape.of(3, 2), Coefficient.of(-10), new Term(x, Coefficient.ONE, new int[] {0, -1})))),
                new Key("the input turned", Shape.of(3, 3), (b, x) -> b.lookup(EIGHT,
                        b.combine(Shape.of(3, 3), Coefficient.of(-10), new Term(x, Coefficient.ONE, new int[] {1, 0}))),
                        sum(-10, 1)),
                new Key("a view of the input", Shape.of(3, 3), (b, x) -> b.lookup(EIGHT,
                        b.combine(Shape.of(3, 3), Coefficient.of(-10), Term.of(b.transpose(x, 1, 0), Coefficient.ONE, 2))),
                        sum(-10, 1)));
    }

    /// Alone such a sum does not count as a lookup of the input, and where the input is looked up widely it adds nothing.
    @ParameterizedTest
    @MethodSource("idle")
    void whatShowsNothingIsNoRange(Key key) {
        Lookups wide = (b, x) -> b.lookup(b.rangeTable("wide", IntegerRange.signed(8)), x);
        refused("not-looked-up", key.shape(), key.attack()).hasMessageContaining("INPUT x is in no lookup");
        refused("port-range", key.shape(), key.attack(), wide).hasMessageContaining("its lookups show [-128, 127]");
        assertThat(built(key.shape(), key.control())).isNotNull();
        assertThat(built(key.shape(), key.control(), wide)).isNotNull();
    }

    private static Lookups inColumn(int column, Column... columns) {
        return (b, x) -> {
            int[] operands = new int[columns.length];
            Arrays.setAll(operands,
                    j -> b.combine(SHAPE, Coefficient.of(j == column ? -10 : 0), j == column ? plain(x) : plain(nothing(b))));
            b.lookup(b.table("columns", 4, List.of(columns)), operands);
        };
    }

    private static Lookups stored(long... values) {
        return (b, x) -> lookup(b, b.table("stored", values.length, List.of(b.stored("stored", values))), Coefficient.of(-10), plain(x));
    }

    /// x - 10 - 4 w in {0..3}, w in [0, high].
    private static Lookups limbs(long high) {
        return (b, x) -> {
            int w = b.witness("w", SHAPE);
            b.lookup(b.rangeTable("limb", new IntegerRange(0, high)), w);
            lookup(b, b.rangeTable("four", IntegerRange.unsigned(2)), Coefficient.of(-10), plain(x), Term.of(w, Coefficient.of(-4), 1));
        };
    }

    /// Sums that show another range.
    static Stream<Key> wide() {
        Column.Affine four = new Column.Affine(0, 1);
        Column.Affine spread = new Column.Affine(0, 3);
        return Stream.of(
                of("one below", sum(-9, 1)),
                of("one above", sum(-11, 1)),
                of("the other sign", sum(10, 1)),
                of("from the upper end, one below", sum(16, -1), sum(17, -1)),
                of("from the upper end, one above", sum(18, -1), sum(17, -1)),
                of("from the upper end, the other sign", sum(-17, -1), sum(17, -1)),
                of("only from below", sum(SIXTEEN, Coefficient.of(-10), Coefficient.ONE),
                        both(sum(SIXTEEN, Coefficient.of(-10), Coefficient.ONE), sum(SIXTEEN, Coefficient.of(17), Coefficient.MINUS_ONE))),
                of("only from above", sum(SIXTEEN, Coefficient.of(17), Coefficient.MINUS_ONE),
                        both(sum(SIXTEEN, Coefficient.of(17), Coefficient.MINUS_ONE), sum(SIXTEEN, Coefficient.of(-10), Coefficient.ONE))),
                of("twice from below",
                        both(sum(SIXTEEN, Coefficient.of(-10), Coefficient.ONE), sum(SIXTEEN, Coefficient.of(-9), Coefficient.ONE)),
                        both(sum(SIXTEEN, Coefficient.of(-10), Coefficient.ONE), sum(SIXTEEN, Coefficient.of(-2), Coefficient.ONE))),
                of("the largest offset", sum((1L << 62) - 1, 1)),
                of("the least offset", sum(1 - (1L << 62), 1)),
                of("the largest offset the other way", sum((1L << 62) - 1, -1)),
                of("the wider of two columns", inColumn(1, four, spread), inColumn(0, four, spread)),
                of("the first column where it is the wider one", inColumn(0, spread, four), inColumn(1, spread, four)),
                of("a column with one value outside", stored(0, 8), stored(0, 7)),
                of("a column with one value below", stored(7, -1), stored(7, 0)),
                of("a column that goes round all integers of 64 bits",
                        (b, x) -> lookup(b, b.table("t", 4, List.of(new Column.Affine(0, 6148914691236517205L))), Coefficient.of(-10),
                                plain(x))),
                of("a column that goes round the integers",
                        (b, x) -> lookup(b, b.table("t", 5, List.of(new Column.Affine(0, 1L << 62))), Coefficient.of(-10), plain(x))),
                of("a limb of one value more", limbs(2), limbs(1)),
                of("a limb that is taken off in another order", (b, x) -> {
                    int w = b.witness("w", SHAPE);
                    b.lookup(b.rangeTable("limb", IntegerRange.unsigned(1)), w);
                    lookup(b, b.rangeTable("four", IntegerRange.unsigned(2)), Coefficient.of(-10), plain(x),
                            Term.of(w, Coefficient.of(4), 1));
                }, limbs(1)),
                of("limbs that are larger than all integers of 64 bits", (b, x) -> {
                    int w = b.witness("w", SHAPE);
                    b.lookup(b.table("steep", 1 << 10, List.of(new Column.Affine(0, Long.MAX_VALUE))), w);
                    Term[] terms = new Term[17];
                    Arrays.fill(terms, Term.of(w, Coefficient.of(1L << 61), 1));
                    terms[16] = plain(x);
                    lookup(b, EIGHT, Coefficient.of(-10), terms);
                }));
    }

    @ParameterizedTest
    @MethodSource("wide")
    void aRangeBeyondTheDeclaredOneIsRefused(Key key) {
        refused("port-range", key.shape(), key.attack()).hasMessageContaining("input x declares");
        assertThat(built(key.shape(), key.control())).isNotNull();
    }

    /// What follows from a witness for an input does not follow from it for a witness.
    @Test
    void aSumOfAWitnessIsNoLookupOfIt() {
        refused("not-looked-up", SHAPE, sum(-10, 1), (b, x) -> lookup(b, EIGHT, Coefficient.ZERO, plain(b.witness("w", SHAPE))))
                .hasMessageContaining("WITNESS w is in no lookup");
    }

    /// A witness of which only a multiple is looked up could be a fraction.
    @Test
    void aSumWithSuchAWitnessIsNoLookupEither() {
        refused("not-looked-up", SHAPE, withWitness(0, 2)).hasMessageContaining("INPUT x is in no lookup");
        assertThat(built(SHAPE, withWitness(0, 1))).isNotNull();
    }

    /// Nor does it make an input of another node: ports name inputs.
    @Test
    void aPortOnAWitnessIsRefused() {
        refused("port", SHAPE, sum(-10, 1), (b, x) -> {
            int w = nothing(b);
            lookup(b, EIGHT, Coefficient.of(-10), plain(w));
            b.inputPort("w", w, SHAPE, PortScale.uniform(1), DECLARED);
        });
    }

    @Test
    void lookupsWithoutACommonValueAreRefused() {
        refused("lookup-range", SHAPE, sum(-10, 1), sum(-18, 1)).hasMessageContaining("lies both in [10, 17] and in [18, 25]");
        refused("lookup-range", SHAPE, sum(-10, 1), (b, x) -> b.lookup(EIGHT, x));
        assertThat(built(SHAPE, sum(-10, 1), sum(-17, 1))).isNotNull();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(String code, Shape shape, Lookups... lookups) {
        return assertThatThrownBy(() -> built(shape, lookups))
                .isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
