package dev.proofmark.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.build.CircuitBuilder;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of the builder, by its code, on a circuit that breaks this rule only.
class CircuitRefusalTest {
    record Refusal(String code, String what, Consumer<CircuitBuilder> circuit) {
        @Override
        public String toString() {
            return code + ": " + what;
        }
    }

    private static IntegerRange small;

    @BeforeAll
    static void prepare() {
        small = IntegerRange.unsigned(3);
    }

    private static int input(CircuitBuilder b, String name, int... lengths) {
        int x = b.input(name, Shape.of(lengths));
        b.lookup(b.rangeTable("range " + name, small), x);
        b.inputPort(name, x, Shape.of(lengths), PortScale.uniform(1), small);
        return x;
    }

    private static int power(CircuitBuilder b, int factors) {
        int x = input(b, "x", 2);
        int power = x;
        for (int i = 1; i < factors; i++) {
            power = b.contract(power, new int[] {0}, x, new int[] {0}, new int[] {0});
        }
        return power;
    }

    private static int unpinned(CircuitBuilder b, int... lengths) {
        int w = b.witness("w", Shape.of(lengths));
        b.lookup(b.rangeTable("range w", small),
                b.combine(Shape.of(lengths), Coefficient.ZERO, Term.of(w, Coefficient.ONE, lengths.length)));
        return w;
    }

    private static Refusal of(String code, String what, Consumer<CircuitBuilder> circuit) {
        return new Refusal(code, what, circuit);
    }

    static List<Refusal> refusals() {
        return List.of(
                of("tables", "no table at all", b -> b.weight("w", Shape.of(2), small)),
                of("weight-range", "a range without zero", b -> b.weight("w", Shape.of(2), new IntegerRange(1, 5))),
                of("not-looked-up", "an input", b -> {
                    input(b, "y", 2);
                    b.inputPort("x", b.input("x", Shape.of(3)), Shape.of(3), PortScale.uniform(1), small);
                }),
                of("not-looked-up", "a witness, of which only a copy is looked up", b -> unpinned(b, 3)),
                of("not-looked-up", "a witness, of which only a view is looked up", b -> {
                    int w = b.witness("w", Shape.of(2, 2));
                    b.lookup(b.rangeTable("r", small), b.transpose(w, 1, 0));
                }),
                of("fraction", "a half that is in no lookup", b -> {
                    int x = input(b, "x", 2);
                    b.combine(Shape.of(2), Coefficient.ZERO, Term.of(x, Coefficient.of(1, 1), 1));
                }),
                of("fraction", "a fractional constant", b -> {
                    input(b, "x", 2);
                    b.combine(Shape.of(2), Coefficient.of(1, 3));
                }),
                of("contract-padding", "a sum over a label that nothing masks", b -> {
                    int w = b.witness("w", Shape.of(3));
                    int v = b.witness("v", Shape.of(3));
                    b.contract(w, new int[] {0}, v, new int[] {0}, new int[0]);
                    b.rangeTable("r", small);
                }),
                of("not-looked-up", "a loose witness under a masked one", b -> {
                    int w = b.witness("w", Shape.of(3));
                    b.contract(input(b, "x", 3), new int[] {0}, w, new int[] {0}, new int[0]);
                }),
                of("not-looked-up", "a loose witness before a masked one", b -> {
                    int w = b.witness("w", Shape.of(3));
                    b.contract(w, new int[] {0}, input(b, "x", 3), new int[] {0}, new int[0]);
                }),
                of("contract-padding", "a second label that nothing masks", b -> {
                    int x = input(b, "x", 2, 3);
                    int w = b.witness("w", Shape.of(2, 3));
                    int v = b.witness("v", Shape.of(2, 3));
                    b.contract(x, new int[] {0, 1}, w, new int[] {0, 1}, new int[0]);
                    b.contract(v, new int[] {0, 1}, w, new int[] {0, 1}, new int[] {0});
                }),
                of("degree", "nine factors behind a sum", b -> {
                    int power = power(b, 9);
                    b.zero(b.combine(Shape.of(2), Coefficient.ZERO, Term.of(power, Coefficient.ONE, 1)));
                }),
                of("degree", "nine factors behind a map",
                        b -> b.zero(b.axisMap(power(b, 9), List.of(new AxisGroup(AxisMatrix.WindowSum.all(2)))))),
                of("degree", "nine factors behind a view", b -> b.zero(b.reshape(power(b, 9), Shape.of(2, 1)))),
                of("zero-padding", "a witness that is looked up nowhere", b -> {
                    b.rangeTable("r", small);
                    int w = b.witness("w", Shape.of(3));
                    b.lookup(0, b.combine(Shape.of(3), Coefficient.ZERO, Term.of(w, Coefficient.ONE, 1)));
                    b.lookup(0, b.witness("v", Shape.of(3)));
                    b.zero(w);
                }),
                of("degree", "nine factors", b -> {
                    int x = input(b, "x", 2);
                    int power = x;
                    for (int i = 0; i < 8; i++) {
                        power = b.contract(power, new int[] {0}, x, new int[] {0}, new int[] {0});
                    }
                    b.zero(power);
                }),
                of("bound", "a product chain beyond 2^250", b -> {
                    int w = b.weight("w", Shape.of(2), IntegerRange.signed(62));
                    int power = w;
                    for (int i = 0; i < 4; i++) {
                        power = b.contract(power, new int[] {0}, w, new int[] {0}, new int[] {0});
                    }
                    input(b, "x", 2);
                }),
                of("port", "an input without a port", b -> {
                    int x = b.input("x", Shape.of(2));
                    b.lookup(b.rangeTable("r", small), x);
                }),
                of("port", "two ports of one input", b -> b.inputPort("again", input(b, "x", 2), Shape.of(2), PortScale.uniform(1), small)),
                of("port", "one name twice", b -> {
                    int x = b.input("z", Shape.of(2));
                    b.lookup(b.rangeTable("r", small), x);
                    b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), small);
                    input(b, "x", 2);
                }),
                of("port", "a port of another size",
                        b -> b.inputPort("x", b.input("x", Shape.of(2)), Shape.of(3), PortScale.uniform(1), small)),
                of("port", "a port on an expression", b -> {
                    int x = input(b, "x", 2, 2);
                    b.outputPort("y", b.transpose(x, 1, 0), Shape.of(4), PortScale.uniform(1), small);
                }),
                of("port", "a witness in place of an input", b -> {
                    int x = b.input("x", Shape.of(2));
                    int w = b.witness("w", Shape.of(2));
                    b.lookup(b.rangeTable("r", small), x);
                    b.lookup(0, w);
                    b.inputPort("x", w, Shape.of(2), PortScale.uniform(1), small);
                }),
                of("port", "one output twice", b -> {
                    input(b, "x", 2);
                    int y = b.publicTensor("y", Shape.of(2), small);
                    b.outputPort("y", y, Shape.of(2), PortScale.uniform(1), small);
                    b.outputPort("again", y, Shape.of(2), PortScale.uniform(1), small);
                }),
                of("port", "two outputs of one name", b -> {
                    input(b, "x", 2);
                    b.outputPort("y", b.publicTensor("y", Shape.of(2), small), Shape.of(2), PortScale.uniform(1), small);
                    b.outputPort("y", b.publicTensor("z", Shape.of(2), small), Shape.of(2), PortScale.uniform(1), small);
                }),
                of("port", "a constant as an output", b -> {
                    input(b, "x", 2);
                    b.outputPort("y", b.constant("c", Shape.of(2), new long[2]), Shape.of(2), PortScale.uniform(1), small);
                }),
                of("port-range", "an input that is looked up in a wider table only", b -> {
                    int x = b.input("x", Shape.of(2));
                    b.lookup(b.rangeTable("r", new IntegerRange(small.low(), small.high() + 1)), x);
                    b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), small);
                }),
                of("port-range", "an input that is looked up from further down", b -> {
                    int x = b.input("x", Shape.of(2));
                    b.lookup(b.rangeTable("r", new IntegerRange(small.low() - 1, small.high())), x);
                    b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), small);
                }),
                of("port-range", "an input whose table has one value outside", b -> {
                    int x = b.input("x", Shape.of(2));
                    b.lookup(b.table("t", 2, List.of(b.stored("t", new long[] {small.low(), small.high() + 1}))), x);
                    b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), small);
                }),
                of("port-range", "a table that goes round the integers", b -> {
                    int x = b.input("x", Shape.of(2));
                    b.lookup(b.table("t", 5, List.of(new Column.Affine(0, 1L << 62))), x);
                    b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), small);
                }),
                of("port-range", "a table that goes round all integers of 64 bits", b -> {
                    IntegerRange around = new IntegerRange(-1, 7);
                    int x = b.input("x", Shape.of(2));
                    b.lookup(b.table("t", 4, List.of(new Column.Affine(0, 6148914691236517205L))), x);
                    b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), around);
                }),
                of("port-range", "an input of which only a multiple is looked up narrowly", b -> {
                    int x = b.input("x", Shape.of(2));
                    b.lookup(b.rangeTable("wide", IntegerRange.signed(8)), x);
                    b.lookup(b.rangeTable("narrow", small), b.combine(Shape.of(2), Coefficient.ZERO, Term.of(x, Coefficient.of(2), 1)));
                    b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), small);
                }),
                of("port-range", "a stated tensor of another range than its port", b -> {
                    b.rangeTable("r", small);
                    int y = b.publicTensor("y", Shape.of(2), small);
                    b.zero(y);
                    b.outputPort("y", y, Shape.of(2), PortScale.uniform(1), new IntegerRange(small.low(), small.high() + 1));
                }),
                of("unbound", "a stated tensor in no constraint", b -> {
                    input(b, "x", 2);
                    int y = b.publicTensor("y", Shape.of(2), small);
                    b.outputPort("y", y, Shape.of(2), PortScale.uniform(1), small);
                }),
                of("unbound", "a stated tensor in an expression that nothing checks", b -> {
                    int x = input(b, "x", 2);
                    int y = b.publicTensor("y", Shape.of(2), small);
                    b.combine(Shape.of(2), Coefficient.ZERO, Term.of(x, Coefficient.ONE, 1), Term.of(y, Coefficient.ONE, 1));
                    b.outputPort("y", y, Shape.of(2), PortScale.uniform(1), small);
                }),
                of("unbound", "a stated tensor with coefficient 0",
                        b -> stated(b, (x, y) -> List.of(Term.of(x, Coefficient.ONE, 1), Term.of(y, Coefficient.ZERO, 1)))),
                of("unbound", "a stated tensor less itself", b -> stated(b, (x, y) -> List.of(Term.of(y, Coefficient.ONE, 1),
                        Term.of(x, Coefficient.ONE, 1), Term.of(y, Coefficient.MINUS_ONE, 1)))),
                of("unbound", "a stated tensor in parts that add up to 0",
                        b -> stated(b, (x, y) -> List.of(Term.of(y, Coefficient.of(3), 1),
                                Term.of(y, Coefficient.of(-1), 1), Term.of(y, Coefficient.of(-2), 1)))),
                of("port", "a public tensor without a port", b -> {
                    input(b, "x", 2);
                    b.publicTensor("y", Shape.of(2), small);
                }),
                of("port", "an input as an output", b -> b.outputPort("y", input(b, "x", 2), Shape.of(2), PortScale.uniform(1), small)),
                of("port-scale", "no scale", b -> b.inputPort("x", b.input("x", Shape.of(2)), Shape.of(2), PortScale.uniform(0), small)),
                of("port-scale", "values beyond the largest number", b -> b.inputPort("x", b.input("x", Shape.of(2)), Shape.of(2),
                        PortScale.uniform(1.7e308), small)),
                of("port-scale", "values beyond it by their exponent", b -> b.inputPort("x", b.input("x", Shape.of(2)), Shape.of(2),
                        new PortScale(1e300, 0, List.of(0, 30)), small)),
                of("port-scale", "values beyond it at the lower end", b -> b.inputPort("x", b.input("x", Shape.of(2)), Shape.of(2),
                        PortScale.uniform(1e308), new IntegerRange(-2, 1))),
                of("port-scale", "scales along an axis that the port lacks", b -> b.inputPort("x", b.input("x", Shape.of(2)),
                        Shape.of(2), new PortScale(1, 1, List.of(0, 1)), small)),
                of("port-scale", "scales for another length", b -> b.inputPort("x", b.input("x", Shape.of(2)),
                        Shape.of(2), new PortScale(1, 0, List.of(0, 1, 2)), small)),
                of("port-scale", "an exponent too large", b -> new PortScale(1, 0, List.of(0, 41))),
                of("port-scale", "a negative exponent", b -> new PortScale(1, 0, List.of(0, -1))),
                of("port-scale", "equal exponents, which are a uniform scale", b -> new PortScale(1, 0, List.of(0, 0))),
                of("port-scale", "no exponent 0", b -> new PortScale(1, 0, List.of(1, 2))),
                of("port-scale", "an axis without exponents", b -> new PortScale(1, 1, List.of())),
                of("table-width", "no column", b -> b.table("t", 4, List.of())),
                of("table-width", "nine columns", b -> b.table("t", 4,
                        IntStream.range(0, 9).mapToObj(i -> (Column) new Column.Affine(i, 1)).toList())),
                of("table-length", "a range of 2^27", b -> b.rangeTable("t", IntegerRange.unsigned(27))),
                of("table-column", "a column of another length", b -> b.table("t", 4, List.of(b.stored("c", new long[3])))),
                of("table-column", "a column that is no table column", b -> b.table("t", 2, List.of(new Column.Stored(input(b, "x", 2))))),
                of("table-column", "one column in two tables", b -> {
                    Column column = b.stored("c", new long[2]);
                    b.table("t", 2, List.of(column));
                    b.table("u", 2, List.of(column));
                }),
                of("table-column", "a column in no table", b -> {
                    input(b, "x", 2);
                    b.stored("c", new long[2]);
                }),
                of("table", "a lookup in a table that is not there", b -> b.lookup(0, b.witness("w", Shape.of(2)))),
                of("lookup-width", "one operand too many", b -> {
                    int w = b.witness("w", Shape.of(2));
                    b.lookup(b.rangeTable("r", small), w, w);
                }),
                of("lookup-axes", "operands of two shapes", b -> b.lookup(
                        b.table("t", 4, List.of(new Column.Affine(0, 1), new Column.Affine(0, 1))),
                        b.witness("w", Shape.of(4)), b.witness("v", Shape.of(2, 2)))),
                of("operand", "a node that is not there", b -> b.transpose(7)),
                of("operand", "a combination of a later node",
                        b -> b.combine(Shape.of(2), Coefficient.ZERO, Term.of(0, Coefficient.ONE, 1))),
                of("operand", "a table column in an expression", b -> {
                    input(b, "x", 2);
                    Column.Stored column = (Column.Stored) b.stored("c", new long[2]);
                    b.table("t", 2, List.of(column));
                    b.combine(Shape.of(2), Coefficient.ZERO, Term.of(column.tensor(), Coefficient.ONE, 1));
                }),
                of("combine-axes", "an operand axis of another length", b -> b.combine(Shape.of(3), Coefficient.ZERO,
                        Term.of(b.witness("w", Shape.of(2)), Coefficient.ONE, 1))),
                of("combine-axes", "an operand axis left out", b -> b.combine(Shape.of(2), Coefficient.ZERO,
                        new Term(b.witness("w", Shape.of(2, 2)), Coefficient.ONE, new int[] {0}))),
                of("combine-axes", "an operand axis used twice", b -> b.combine(Shape.of(2, 2), Coefficient.ZERO,
                        new Term(b.witness("w", Shape.of(2)), Coefficient.ONE, new int[] {0, 0}))),
                of("combine-axes", "an axis too many", b -> b.combine(Shape.of(2), Coefficient.ZERO,
                        new Term(b.witness("w", Shape.of(2)), Coefficient.ONE, new int[] {0, -1}))),
                of("combine-axes", "an axis too few", b -> b.combine(Shape.of(2, 2), Coefficient.ZERO,
                        new Term(b.witness("w", Shape.of(2)), Coefficient.ONE, new int[] {0}))),
                of("contract-label", "a label in the first operand only", b -> b.contract(b.witness("w", Shape.of(2, 2)), new int[] {0, 1},
                        b.witness("v", Shape.of(2)), new int[] {0}, new int[] {0})),
                of("contract-label", "a label twice in the result", b -> b.contract(b.witness("w", Shape.of(2)), new int[] {0},
                        b.witness("v", Shape.of(2)), new int[] {0}, new int[] {0, 0})),
                of("contract-label", "fewer labels than axes", b -> b.contract(b.witness("w", Shape.of(2, 2)), new int[] {0},
                        b.witness("v", Shape.of(2)), new int[] {0}, new int[] {0})),
                of("contract-label", "more labels than axes, one of them twice",
                        b -> b.contract(b.witness("w", Shape.of(2)), new int[] {0, 0},
                                b.witness("v", Shape.of(2)), new int[] {0}, new int[] {0})),
                of("contract-label", "more labels than axes", b -> b.contract(b.witness("w", Shape.of(2)), new int[] {0, 1},
                        b.witness("v", Shape.of(2)), new int[] {0}, new int[] {0, 1})),
                of("contract-label", "a label in one operand only", b -> b.contract(b.witness("w", Shape.of(2)), new int[] {0},
                        b.witness("v", Shape.of(2)), new int[] {1}, new int[] {0})),
                of("contract-label", "a result label in no operand", b -> b.contract(b.witness("w", Shape.of(2)), new int[] {0},
                        b.witness("v", Shape.of(2)), new int[] {0}, new int[] {3})),
                of("contract-label", "a label twice in one operand", b -> b.contract(b.witness("w", Shape.of(2, 2)), new int[] {0, 0},
                        b.witness("v", Shape.of(2)), new int[] {0}, new int[0])),
                of("contract-label", "a label beyond 255", b -> b.contract(b.witness("w", Shape.of(2)), new int[] {256},
                        b.witness("v", Shape.of(2)), new int[] {256}, new int[0])),
                of("contract-length", "a label of two lengths", b -> b.contract(b.witness("w", Shape.of(2)), new int[] {0},
                        b.witness("v", Shape.of(3)), new int[] {0}, new int[0])),
                of("axismap", "groups for fewer axes", b -> b.axisMap(b.witness("w", Shape.of(2, 2)),
                        List.of(new AxisGroup(AxisMatrix.WindowSum.all(2))))),
                of("axismap", "nothing mapped", b -> b.axisMap(b.witness("w", Shape.of(2)), List.of(AxisGroup.PASS))),
                of("axismap-length", "a matrix for another length", b -> b.axisMap(b.witness("w", Shape.of(2)),
                        List.of(new AxisGroup(AxisMatrix.WindowSum.all(3))))),
                of("gather", "a source beyond the axis", b -> new AxisMatrix.Gather(new int[] {2}, new int[] {1}, new int[] {2})),
                of("gather", "a source below -1", b -> new AxisMatrix.Gather(new int[] {2}, new int[] {1}, new int[] {-2})),
                of("gather", "too few sources", b -> new AxisMatrix.Gather(new int[] {2}, new int[] {2}, new int[] {0})),
                of("window", "no stride", b -> new AxisMatrix.Window(4, 2, 2, 0, 1, 0)),
                of("window", "negative padding", b -> new AxisMatrix.WindowSum(4, 2, 2, 1, 1, -1)),
                of("view", "a reordering that moves padding", b -> b.view(b.witness("w", Shape.of(3)), Shape.of(3), new int[] {1, 0})),
                of("view", "a merge whose inner part is no power of two", b -> b.reshape(b.witness("w", Shape.of(2, 3)), Shape.of(6))),
                of("view", "a variable twice", b -> b.view(b.witness("w", Shape.of(4)), Shape.of(4), new int[] {0, 0})),
                of("column-bits", "rows of two cells", b -> input(b, "x", 2)),
                of("name", "a port of two lines",
                        b -> b.inputPort("x\n  key", b.input("x", Shape.of(2)), Shape.of(2), PortScale.uniform(1), new IntegerRange(0, 1))),
                of("name", "a tensor that writes from right to left", b -> b.input("x\u202e", Shape.of(2))),
                of("name", "a table with a character of no width", b -> b.rangeTable("r\u200b", new IntegerRange(0, 1))),
                of("name", "a name of 513 bytes", b -> b.input("x".repeat(513), Shape.of(2))),
                of("range", "an empty range", b -> new IntegerRange(1, 0)),
                of("coefficient", "a fraction not in lowest terms", b -> new Coefficient(2, 1)),
                of("shape-length", "an axis of length 0", b -> Shape.of(0)),
                of("shape-bits", "29 index bits", b -> Shape.of(1 << 15, 1 << 14)),
                of("shape-rank", "25 axes", b -> Shape.of(IntStream.generate(() -> 1).limit(25).toArray())),
                of("rows", "2^21 commitment rows", b -> {
                    input(b, "x", 2);
                    b.weight("w", Shape.of(1 << 23), small);
                }),
                of("constant-range", "a constant of 2^62", b -> b.constant("c", Shape.of(2), new long[] {0, 1L << 62})),
                of("constant-range", "a constant of -2^63", b -> b.constant("c", Shape.of(), new long[] {Long.MIN_VALUE})),
                of("matrix-axes", "a window into 2^21 indexes", b -> {
                    int x = input(b, "x", 2);
                    b.axisMap(x, List.of(new AxisGroup(new AxisMatrix.Window(2, 1 << 10, 1 << 11, 1, 1, 0))));
                }),
                of("matrix-axes", "a window out of 2^21 indexes", b -> {
                    int x = input(b, "x", 1 << 21);
                    b.axisMap(x, List.of(new AxisGroup(new AxisMatrix.Window(1 << 21, 1, 1, 1, 1, 0))));
                }),
                of("public-cells", "a public tensor of 2^23 cells", b -> {
                    input(b, "x", 2);
                    b.publicTensor("p", Shape.of(1 << 23), small);
                }),
                of("leaves", "2^31 lookup leaves", b -> {
                    input(b, "x", 2);
                    int zero = b.combine(Shape.of(1 << 26), Coefficient.ZERO);
                    for (int i = 0; i < 32; i++) {
                        b.lookup(0, zero);
                    }
                }));
    }

    /// A stated tensor whose only constraint is a sum of these terms of it and of an input.
    private static void stated(CircuitBuilder b, BiFunction<Integer, Integer, List<Term>> terms) {
        int x = input(b, "x", 2);
        int y = b.publicTensor("y", Shape.of(2), small);
        b.zero(b.combine(Shape.of(2), Coefficient.ZERO, terms.apply(x, y)));
        b.outputPort("y", y, Shape.of(2), PortScale.uniform(1), small);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithTheCodeOfTheBrokenRule(Refusal refusal) {
        assertThatThrownBy(() -> {
            CircuitBuilder b = new CircuitBuilder();
            refusal.circuit().accept(b);
            b.build(refusal.code().equals("column-bits") ? 1 : 2);
        }).isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(refusal.code()));
    }

    @Test
    void refusesMoreThan65536Nodes() {
        CircuitBuilder b = new CircuitBuilder();
        for (int i = 0; i < CircuitBuilder.MAX_NODES; i++) {
            b.constant("c", Shape.of(), new long[1]);
        }
        assertThatThrownBy(() -> b.constant("c", Shape.of(), new long[1]))
                .isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).isEqualTo("nodes"));
    }

    @Test
    void refusesMoreThan4096Operands() {
        CircuitBuilder b = new CircuitBuilder();
        int w = b.witness("w", Shape.of());
        List<Term> terms = IntStream.range(0, 4097).mapToObj(i -> Term.of(w, Coefficient.ONE, 0)).toList();
        assertThatThrownBy(() -> b.combine(Shape.of(), Coefficient.ZERO, terms))
                .isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).isEqualTo("combine"));
    }

    /// What is close to a refusal and allowed: one operand masks a sum, constants have no degree, an output may have an input's
    /// name, outer products and labels at any place.
    @Test
    void theControlCircuitsAreAccepted() {
        CircuitBuilder b = new CircuitBuilder();
        int power = power(b, 8);
        int constant = b.constant("c", Shape.of(2), new long[] {1, 2});
        b.zero(b.contract(power, new int[] {0}, constant, new int[] {0}, new int[] {0}));
        int y = b.publicTensor("y", Shape.of(2), small);
        b.outputPort("x", y, Shape.of(2), PortScale.uniform(1), small);
        b.zero(b.contract(y, new int[] {0}, y, new int[] {0}, new int[] {0}));
        assertThat(b.build(2).zeros()).hasSize(2);

        CircuitBuilder hidden = new CircuitBuilder();
        int w = hidden.witness("w", Shape.of(2));
        hidden.lookup(hidden.rangeTable("r", small), w);
        hidden.outputPort("w", w, Shape.of(2), PortScale.uniform(1), small);
        assertThat(hidden.build(2).outputs()).hasSize(1);

        CircuitBuilder sums = new CircuitBuilder();
        int x = input(sums, "x", 3);
        int loose = sums.combine(Shape.of(3), Coefficient.ZERO,
                Term.of(sums.contract(x, new int[] {0}, x, new int[] {0}, new int[] {0}), Coefficient.ONE, 1));
        assertThat(sums.contract(x, new int[] {0}, loose, new int[] {0}, new int[0])).isEqualTo(3);
        assertThat(sums.contract(loose, new int[] {0}, x, new int[] {0}, new int[0])).isEqualTo(4);
        int outer = sums.contract(x, new int[] {0}, sums.weight("w", Shape.of(5), small), new int[] {1}, new int[] {0, 1});
        assertThat(sums.shape(outer)).isEqualTo(Shape.of(3, 5));
        assertThat(sums.shape(sums.contract(x, new int[] {4}, outer, new int[] {4, 9}, new int[] {9}))).isEqualTo(Shape.of(5));
        assertThat(sums.build(2).nodes()).hasSize(9);
    }

    /// One operand that is zero in the padding is enough, whichever it is.
    @Test
    void oneMaskedOperandIsEnoughForASum() {
        for (boolean first : new boolean[] {true, false}) {
            CircuitBuilder b = new CircuitBuilder();
            int x = input(b, "x", 3);
            int product = b.contract(x, new int[] {0}, x, new int[] {0}, new int[] {0});
            int outer = b.contract(x, new int[] {1}, b.weight("w", Shape.of(5), small), new int[] {0}, new int[] {0, 1});
            assertThat(first ? b.contract(product, new int[] {1}, outer, new int[] {0, 1}, new int[] {0})
                    : b.contract(outer, new int[] {0, 1}, product, new int[] {1}, new int[] {0})).isEqualTo(4);
            assertThat(b.build(2).nodes()).hasSize(6);
        }
    }

    @Test
    void partsAreNumberedInOrder() {
        CircuitBuilder b = new CircuitBuilder();
        assertThat(input(b, "x", 6)).isZero();
        assertThat(b.weight("w", Shape.of(6), small)).isEqualTo(1);
        assertThat(b.witness("v", Shape.of(6))).isEqualTo(2);
        assertThat(b.publicTensor("p", Shape.of(6), small)).isEqualTo(3);
        assertThat(b.constant("c", Shape.of(6), new long[6])).isEqualTo(4);
        assertThat(b.combine(Shape.of(6), Coefficient.ONE)).isEqualTo(5);
        assertThat(b.contract(0, new int[] {0}, 1, new int[] {0}, new int[] {0})).isEqualTo(6);
        assertThat(b.axisMap(0, List.of(new AxisGroup(AxisMatrix.WindowSum.all(6))))).isEqualTo(7);
        assertThat(b.reshapeIsView(0, Shape.of(3, 2))).isTrue();
        assertThat(b.reshapeIsView(0, Shape.of(2, 3))).isFalse();
        assertThat(b.reshapeIsView(0, Shape.of(5))).isFalse();
        assertThat(b.reshapeIsView(0, Shape.of(3, 4))).isFalse();
        assertThat(b.reshapeIsView(0, Shape.of(8))).isFalse();
        assertThat(b.reshapeIsView(0, Shape.of(3, 2, 2))).isFalse();
        assertThat(b.reshape(0, Shape.of(3, 2))).isEqualTo(8);
        assertThat(b.transpose(8, 1, 0)).isEqualTo(9);
        assertThat(b.rangeTable("r", small)).isEqualTo(1);
        assertThat(b.table("t", 2, List.of(new Column.Affine(0, 1)))).isEqualTo(2);
    }

    @Test
    void aBuilderBuildsOnce() {
        CircuitBuilder b = new CircuitBuilder();
        input(b, "x", 2);
        b.build(2);
        assertThatThrownBy(() -> b.build(2)).isInstanceOf(IllegalStateException.class);
    }
}
