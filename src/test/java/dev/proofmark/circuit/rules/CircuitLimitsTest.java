package dev.proofmark.circuit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.codec.CircuitCodec;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every limit of the builder from both sides: the last value that it takes and the first that it refuses.
class CircuitLimitsTest {
    private static IntegerRange bit;
    private static final int[] AXIS = {0};

    @BeforeAll
    static void prepare() {
        bit = IntegerRange.unsigned(1);
    }

    /// @param code of the refusal
    record Limit(String code, String what, Runnable last, Runnable first) {
        @Override
        public String toString() {
            return code + ": " + what;
        }
    }

    private static Limit of(String code, String what, Runnable last, Runnable first) {
        return new Limit(code, what, last, first);
    }

    /// The same part of a circuit for two values, before the circuit is built.
    private static <T> Limit part(String code, String what, T last, T first, BiConsumer<CircuitBuilder, T> part) {
        return of(code, what, () -> part.accept(new CircuitBuilder(), last), () -> part.accept(new CircuitBuilder(), first));
    }

    private static Runnable built(int columnBits, Consumer<CircuitBuilder> parts) {
        return () -> {
            CircuitBuilder b = new CircuitBuilder();
            b.rangeTable("bit", bit);
            parts.accept(b);
            b.build(columnBits);
        };
    }

    static List<Limit> limits() {
        long edge = 1L << 62;
        return List.of(
                part("constant-range", "largest constant", edge - 1, edge, (b, v) -> b.constant("c", Shape.of(), new long[] {v})),
                part("constant-range", "smallest constant", 1 - edge, -edge, (b, v) -> b.constant("c", Shape.of(), new long[] {v})),
                part("range", "largest end", edge - 1, edge, (b, v) -> new IntegerRange(0, v)),
                part("range", "smallest end", 1 - edge, -edge, (b, v) -> new IntegerRange(v, 0)),
                part("range", "a range of one", 5L, 6L, (b, v) -> new IntegerRange(v, 5)),
                part("weight-range", "zero at the upper end", 0L, -1L, (b, v) -> b.weight("w", Shape.of(), new IntegerRange(-7, v))),
                part("weight-range", "zero at the lower end", 0L, 1L, (b, v) -> b.weight("w", Shape.of(), new IntegerRange(v, 7))),
                part("coefficient", "largest numerator", edge - 1, edge, (b, v) -> new Coefficient(v, 0)),
                part("coefficient", "smallest numerator", 1 - edge, -edge, (b, v) -> new Coefficient(v, 0)),
                part("coefficient", "largest shift", 60, 61, (b, s) -> new Coefficient(1, s)),
                part("coefficient", "smallest shift", 0, -1, (b, s) -> new Coefficient(1, s)),
                part("shape-length", "longest axis", 1 << 26, (1 << 26) + 1, (b, n) -> Shape.of(n)),
                part("shape-length", "shortest axis", 1, 0, (b, n) -> Shape.of(n)),
                part("shape-bits", "most index bits", 1 << 14, 1 << 15, (b, n) -> Shape.of(1 << 14, n)),
                part("shape-rank", "most axes", 24, 25, (b, n) -> Shape.of(IntStream.generate(() -> 1).limit(n).toArray())),
                part("table-length", "longest range", (1L << 26) - 1, 1L << 26, (b, v) -> b.rangeTable("t", new IntegerRange(0, v))),
                part("table-width", "most columns", 8, 9, (b, n) -> b.table("t", 4,
                        IntStream.range(0, n).mapToObj(i -> (Column) new Column.Affine(i, 1)).toList())),
                part("table", "last table", 0, 1, (b, t) -> {
                    b.rangeTable("bit", bit);
                    b.lookup(t, b.witness("w", Shape.of(2)));
                }),
                part("table", "first table", 0, -1, (b, t) -> {
                    b.rangeTable("bit", bit);
                    b.lookup(t, b.witness("w", Shape.of(2)));
                }),
                part("operand", "first node", 0, -1, (b, id) -> {
                    b.witness("w", Shape.of(2));
                    b.zero(id);
                }),
                part("operand", "last node", 0, 1, (b, id) -> {
                    b.witness("w", Shape.of(2));
                    b.zero(id);
                }),
                part("operand", "first operand of a combination", 0, -1, (b, id) -> {
                    b.witness("w", Shape.of(2));
                    b.combine(Shape.of(2), Coefficient.ZERO, Term.of(id, Coefficient.ONE, 1));
                }),
                part("combine", "most operands", 1 << 12, (1 << 12) + 1, (b, n) -> {
                    int w = b.witness("w", Shape.of());
                    b.combine(Shape.of(), Coefficient.ZERO, IntStream.range(0, n).mapToObj(i -> Term.of(w, Coefficient.ONE, 0)).toList());
                }),
                part("combine-axes", "last axis", 0, 1, (b, axis) -> b.combine(Shape.of(2), Coefficient.ZERO,
                        new Term(b.witness("w", Shape.of(2)), Coefficient.ONE, new int[] {axis}))),
                part("combine-axes", "first axis", -1, -2, (b, axis) -> b.combine(Shape.of(2), Coefficient.ZERO,
                        new Term(b.witness("w", Shape.of()), Coefficient.ONE, new int[] {axis}))),
                part("contract-label", "largest label", 255, 256, (b, label) -> square(b, label)),
                part("contract-label", "smallest label", 0, -1, (b, label) -> square(b, label)),
                part("gather", "last source", 1, 2, (b, s) -> new AxisMatrix.Gather(new int[] {2}, new int[] {1}, new int[] {s})),
                part("gather", "no source", -1, -2, (b, s) -> new AxisMatrix.Gather(new int[] {2}, new int[] {1}, new int[] {s})),
                part("shape-bits", "outputs and taps of a window, however long its input", 1 << 14, 1 << 15,
                        (b, n) -> new AxisMatrix.Window(1 << 20, 1 << 14, n, 1, 1, 0)),
                part("window", "largest stride", 1 << 24, (1 << 24) + 1, (b, n) -> new AxisMatrix.Window(4, 2, 2, n, 1, 0)),
                part("window", "smallest stride", 1, 0, (b, n) -> new AxisMatrix.Window(4, 2, 2, n, 1, 0)),
                part("window", "largest dilation", 1 << 24, (1 << 24) + 1, (b, n) -> new AxisMatrix.WindowSum(4, 2, 2, 1, n, 0)),
                part("window", "smallest dilation", 1, 0, (b, n) -> new AxisMatrix.WindowSum(4, 2, 2, 1, n, 0)),
                part("window", "largest padding", 1 << 24, (1 << 24) + 1, (b, n) -> new AxisMatrix.Window(4, 2, 2, 1, 1, n)),
                part("window", "smallest padding", 0, -1, (b, n) -> new AxisMatrix.Window(4, 2, 2, 1, 1, n)),
                part("view", "first variable", 0, -1, (b, v) -> b.view(b.witness("w", Shape.of(2)), Shape.of(2), new int[] {v})),
                part("view", "last variable", 0, 1, (b, v) -> b.view(b.witness("w", Shape.of(2)), Shape.of(2), new int[] {v})),
                part("view", "as many variables as bits", 1, 2,
                        (b, n) -> b.view(b.witness("w", Shape.of(2)), Shape.of(1 << n), new int[] {0})),
                part("name", "longest name", 512, 513, (b, n) -> b.input("x".repeat(n), Shape.of())),
                part("name", "longest name in bytes", 256, 257, (b, n) -> b.input("\u00e9".repeat(n), Shape.of())),
                part("name", "half a pair", "\ud83d\ude00", "\ud83d", (b, name) -> b.input(name, Shape.of())),
                part("port-scale", "smallest scale", Double.MIN_VALUE, -Double.MIN_VALUE, (b, s) -> port(s)),
                part("port-scale", "largest scale", Double.MAX_VALUE, Double.POSITIVE_INFINITY, (b, s) -> port(s)),
                part("port-scale", "a number", 1.0, Double.NaN, (b, s) -> port(s)),
                of("column-bits", "shortest rows", built(2, b -> {}), built(1, b -> {})),
                of("column-bits", "longest rows", built(14, b -> {}), built(15, b -> {})),
                of("nodes", "most nodes", () -> nodes(1 << 16), () -> nodes((1 << 16) + 1)),
                of("tables", "one table", built(2, b -> {}), () -> new CircuitBuilder().build(2)),
                of("tables", "most tables", () -> counted(1 << 12, 0, 0), () -> counted((1 << 12) + 1, 0, 0)),
                of("port-scale", "largest real value", () -> port(Double.MAX_VALUE, 1), () -> port(Double.MAX_VALUE, 2)),
                of("degree", "eight factors", built(2, b -> b.zero(power(b, 8))), built(2, b -> b.zero(power(b, 9)))),
                of("degree", "eight factors in a lookup", built(2, b -> b.lookup(0, power(b, 8))), built(2, b -> b.lookup(0, power(b, 9)))),
                of("rows", "2^20 commitment rows", built(2, b -> rows(b, 20)), built(2, b -> {
                    rows(b, 20);
                    b.weight("one more", Shape.of(), bit);
                })),
                of("public-cells", "2^22 cells", built(2, b -> stated(b, "p", 1 << 22)), built(2, b -> stated(b, "p", (1 << 22) + 1))),
                of("matrix-axes", "2^20 outputs", built(2, b -> window(b, 2, 1 << 10, 1 << 10)),
                        built(2, b -> window(b, 2, 1 << 10, (1 << 10) + 1))),
                of("matrix-axes", "2^20 inputs", built(2, b -> window(b, 1 << 20, 1, 1)), built(2, b -> window(b, (1 << 20) + 1, 1, 1))),
                of("leaves", "2^30 leaves", built(14, b -> leaves(b, 1 << 30)), built(14, b -> {
                    leaves(b, 1 << 30);
                    b.table("one more", 1, List.of(new Column.Affine(0, 1)));
                })));
    }

    private static void square(CircuitBuilder b, int label) {
        b.contract(b.witness("w", Shape.of(2)), new int[] {label}, b.witness("v", Shape.of(2)), new int[] {label}, new int[0]);
    }

    private static void port(double scale, long most) {
        new Port("x", 0, Shape.of(), PortScale.uniform(scale), new IntegerRange(0, most));
    }

    private static void port(double scale) {
        new Port("x", 0, Shape.of(), PortScale.uniform(scale), bit);
    }

    private static void nodes(int count) {
        CircuitBuilder b = new CircuitBuilder();
        for (int i = 0; i < count; i++) {
            b.constant("c", Shape.of(), new long[1]);
        }
    }

    private static int power(CircuitBuilder b, int factors) {
        int x = b.weight("w", Shape.of(2), bit);
        int power = x;
        for (int i = 1; i < factors; i++) {
            power = b.contract(power, AXIS, x, AXIS, AXIS);
        }
        return power;
    }

    /// Weights that take 2^bits rows of four cells together with the multiplicities of the one table.
    private static void rows(CircuitBuilder b, int bits) {
        for (int i = 0; i < bits; i++) {
            b.weight("w", Shape.of(4 << i), bit);
        }
    }

    private static void stated(CircuitBuilder b, String name, int length) {
        int tensor = b.publicTensor(name, Shape.of(length), bit);
        b.zero(tensor);
        b.outputPort(name, tensor, Shape.of(length), PortScale.uniform(1), bit);
    }

    private static void window(CircuitBuilder b, int in, int out, int kernel) {
        b.axisMap(b.weight("w", Shape.of(in), bit), List.of(new AxisGroup(new AxisMatrix.Window(in, out, kernel, 1, 1, 0))));
    }

    /// Tables and lookups that have this many leaves together with the one table of two rows and the zero leaf.
    private static void leaves(CircuitBuilder b, int leaves) {
        int left = leaves - 3;
        int zero = b.combine(Shape.of(1 << 26), Coefficient.ZERO);
        while (left >= 1 << 26) {
            b.lookup(0, zero);
            left -= 1 << 26;
        }
        for (int length = 1 << 25; length > 0; length >>= 1) {
            if ((left & length) != 0) {
                b.table("t" + length, length, List.of(new Column.Affine(0, 1)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("limits")
    void takesTheLastAndRefusesTheFirstBeyond(Limit limit) {
        assertThatCode(() -> limit.last().run()).doesNotThrowAnyException();
        assertThatThrownBy(() -> limit.first().run())
                .isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(limit.code()));
    }

    @Test
    void aCircuitOf32MegabytesIsTheLargest() {
        byte[] bytes = new byte[(1 << 25) + 1];
        bytes[0] = CircuitCodec.VERSION;
        assertThatThrownBy(() -> CircuitCodec.decode(bytes)).hasMessageContaining("at most 33554432 bytes");
        assertThatThrownBy(() -> CircuitCodec.decode(Arrays.copyOf(bytes, 1 << 25))).isInstanceOf(CircuitException.class)
                .hasMessageNotContaining("at most 33554432 bytes");
        int cells = (1 << 25) - CircuitCodec.encode(large(1)).length + 1;
        assertThat(CircuitCodec.encode(large(cells))).hasSize(1 << 25);
        Circuit beyond = large(cells + 1);
        assertThatThrownBy(() -> CircuitCodec.encode(beyond)).hasMessageContaining("at most 33554432 bytes");
    }

    /// A constant of 7 * 2^22 bytes, and one of so many.
    private static Circuit large(int bytes) {
        CircuitBuilder b = new CircuitBuilder();
        b.rangeTable("bit", bit);
        long[] wide = new long[1 << 22];
        wide[0] = 1L << 50;
        b.constant("c", Shape.of(1 << 22), wide);
        b.constant("d", Shape.of(bytes), new long[bytes]);
        return b.build(2);
    }

    private static Circuit counted(int tables, int constraints, int outputs) {
        CircuitBuilder b = new CircuitBuilder();
        for (int i = 0; i < tables; i++) {
            b.table("t", 1, List.of(new Column.Affine(0, 1)));
        }
        int zero = b.combine(Shape.of(), Coefficient.ZERO);
        for (int i = 0; i < constraints; i++) {
            b.zero(zero);
        }
        for (int i = 0; i < outputs; i++) {
            stated(b, "y" + i, 1);
        }
        return b.build(2);
    }

    /// What a decoder takes of constraints and ports.
    @ParameterizedTest
    @CsvSource({"131072, 0", "0, 1024"})
    void aDecoderTakesSoManyAndNoMore(int constraints, int outputs) {
        Circuit last = counted(1, constraints, outputs);
        assertThat(CircuitCodec.decode(CircuitCodec.encode(last))).isEqualTo(last);
        byte[] beyond = CircuitCodec.encode(counted(1, constraints > 0 ? constraints + 1 : 0, outputs > 0 ? outputs + 1 : 0));
        assertThatThrownBy(() -> CircuitCodec.decode(beyond))
                .isInstanceOfSatisfying(CircuitException.class, e -> assertThat(e.code()).isEqualTo("encoding"));
    }
}
