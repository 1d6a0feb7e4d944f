package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.MalformedBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys of a few bytes that would cost their verifier gigabytes or hours: refused, within little time and memory.
class HostileKeyTest {
    private static final long MAX_ALLOCATED = 1L << 28;

    /// Adds to a builder that has one input of the shape with a lookup.
    private record Hostile(String name, Shape input, Consumer<CircuitBuilder> more) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static CircuitBuilder builder(Shape shape) {
        CircuitBuilder b = new CircuitBuilder();
        int x = b.input("x", shape);
        b.lookup(b.rangeTable("bits", new IntegerRange(0, 1)), x);
        b.inputPort("x", x, shape, PortScale.uniform(1), new IntegerRange(0, 1));
        return b;
    }

    static Stream<Hostile> hostile() {
        return Stream.of(
                new Hostile("a window out of 2^24 positions", Shape.of(1 << 24), b -> zeroDifference(b,
                        b.axisMap(0, List.of(new AxisGroup(new AxisMatrix.Window(1 << 24, 1, 1, 1, 1, 0)))))),
                new Hostile("a window into 2^24 positions", Shape.of(2), b -> zeroDifference(b,
                        b.axisMap(0, List.of(new AxisGroup(new AxisMatrix.Window(2, 1 << 24, 1, 1, 1, 0)))))),
                new Hostile("a constant of many axes of three", Shape.of(), b -> {
                    int[] lengths = new int[12];
                    Arrays.fill(lengths, 3);
                    Shape shape = Shape.of(lengths);
                    int constant = b.constant("c", shape, new long[shape.size()]);
                    b.zero(b.combine(shape, Coefficient.ZERO, Term.of(constant, Coefficient.ONE, 12)));
                }),
                new Hostile("sums of all orders of the axes", Shape.of(2, 2, 2, 2, 2, 2, 2, 2), b -> {
                    int node = 0;
                    for (int i = 0; i < 70; i++) {
                        int[] swapped = {0, 1, 2, 3, 4, 5, 6, 7};
                        swapped[i % 7] = i % 7 + 1;
                        swapped[i % 7 + 1] = i % 7;
                        node = b.combine(b.shape(0), Coefficient.ZERO, Term.of(node, Coefficient.ONE, 8),
                                new Term(node, Coefficient.of(2), swapped));
                    }
                    zeroDifference(b, node);
                }),
                new Hostile("one large constant in many sums", Shape.of(1 << 20), b -> {
                    int constant = b.constant("c", Shape.of(1 << 20), new long[1 << 20]);
                    Term[] terms = new Term[4096];
                    Arrays.fill(terms, Term.of(constant, Coefficient.ONE, 1));
                    b.zero(b.combine(Shape.of(1 << 20), Coefficient.ZERO, terms));
                }),
                new Hostile("a chain of views under many claims", Shape.of(2, 2, 2, 2), b -> {
                    int node = 0;
                    for (int i = 0; i < 20_000; i++) {
                        node = b.transpose(node, 1, 0, 2, 3);
                    }
                    for (int i = 0; i < 4000; i++) {
                        b.zero(b.combine(Shape.of(2, 2, 2, 2), Coefficient.ZERO, Term.of(node, Coefficient.ONE, 4),
                                Term.of(node, Coefficient.MINUS_ONE, 4)));
                    }
                }),
                new Hostile("many claims on a tensor of 2^18 rows", Shape.of(2, 2, 2, 2, 2, 2, 2, 1 << 21), b -> {
                    int node = 0;
                    for (int i = 0; i < 12; i++) {
                        int[] swapped = {0, 1, 2, 3, 4, 5, 6, 7};
                        swapped[i % 6] = i % 6 + 1;
                        swapped[i % 6 + 1] = i % 6;
                        node = b.combine(b.shape(0), Coefficient.ZERO, Term.of(node, Coefficient.ONE, 8),
                                new Term(node, Coefficient.of(2), swapped));
                    }
                    zeroDifference(b, node);
                }),
                new Hostile("many lookups", Shape.of(), b -> {
                    for (int i = 0; i < 40_000; i++) {
                        int y = b.combine(Shape.of(), Coefficient.ZERO, Term.of(0, Coefficient.ONE, 0));
                        b.lookup(0, y);
                    }
                }),
                new Hostile("a weight of 2^40 values' range", Shape.of(), b -> b.weight("w", Shape.of(), IntegerRange.signed(40))));
    }

    private static void zeroDifference(CircuitBuilder b, int node) {
        int rank = b.shape(node).rank();
        b.zero(b.combine(b.shape(node), Coefficient.ZERO, Term.of(node, Coefficient.ONE, rank),
                Term.of(node, Coefficient.MINUS_ONE, rank)));
    }

    private static byte[] key(Circuit circuit) {
        byte[] encoded = CircuitCodec.encode(circuit);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Format.KEY.header());
        out.writeBytes(ByteBuffer.allocate(4).putInt(encoded.length).array());
        out.writeBytes(encoded);
        circuit.tensors(TensorKind.WEIGHT).forEach(t -> out.writeBytes(G1.GENERATOR.encode()));
        out.writeBytes(new byte[2]);
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void isRefusedCheaply(Hostile hostile) {
        CircuitBuilder b = builder(hostile.input());
        Map<String, byte[]> file = new LinkedHashMap<>();
        try {
            hostile.more().accept(b);
            file.put("key", key(b.build(10)));
        } catch (CircuitException refused) {
            assertThat(refused.code()).isIn("matrix-axes", "public-cells");
        }
        file.forEach((name, bytes) -> {
            long before = allocated();
            assertThatThrownBy(() -> VerificationKey.decode(bytes)).isInstanceOf(MalformedBytes.class);
            assertThat(allocated() - before).as("bytes allocated").isLessThan(MAX_ALLOCATED + 60L * bytes.length);
        });
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void anOrdinaryKeyIsNot() {
        CircuitBuilder b = builder(Shape.of(5, 3));
        zeroDifference(b, 0);
        assertThat(VerificationKey.decode(key(b.build(4))).registrationCircuit()).isEmpty();
    }
}
