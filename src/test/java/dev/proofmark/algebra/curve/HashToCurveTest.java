package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.field.Fp;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HashToCurveTest {
    record Expansion(String dst, String message, String bytes) {}

    record Hashing(String dst, String message, Fp u0, Fp u1, G1 point) {}

    static Stream<Expansion> expansions() throws IOException {
        return vectors("expand-message-xmd-sha256.json").get("suites").valueStream().flatMap(suite -> suite.get("cases")
                .valueStream()
                .map(c -> new Expansion(text(suite, "dst"), text(c, "message"), text(c, "bytes"))));
    }

    static Stream<Hashing> hashings() throws IOException {
        JsonNode root = vectors("bn254-g1-hash-to-curve.json");
        return root.get("cases").valueStream().map(c -> new Hashing(
                text(root, "dst"),
                text(c, "message"),
                element(c, "u0"),
                element(c, "u1"),
                G1.of(element(c, "x"), element(c, "y"))));
    }

    @ParameterizedTest
    @MethodSource("expansions")
    void expandsMessagesAsTheRfc(Expansion vector) {
        byte[] expected = HexFormat.of().parseHex(vector.bytes());
        assertThat(ExpandMessage.expand(ascii(vector.dst()), ascii(vector.message()), expected.length))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("hashings")
    void hashesToTheCurveAsPublished(Hashing vector) {
        assertThat(HashToCurve.hashToField(ascii(vector.dst()), ascii(vector.message())))
                .containsExactly(vector.u0(), vector.u1());
        assertThat(HashToCurve.hash(ascii(vector.dst()), ascii(vector.message()))).isEqualTo(vector.point());
    }

    @Test
    void theRfcProcedureGivesZ() {
        assertThat(SvdwMap.Z).isEqualTo(Fp.ONE);
    }

    /// u with 1 - u^2 g(Z) = 0 or 1 + u^2 g(Z) = 0, where the map's inversion meets zero, and u = 0.
    @Test
    void mapsExceptionalInputs() {
        Fp half = Fp.of(2).inverse();
        for (Fp u : new Fp[] {Fp.ZERO, half, half.negate(), Fp.ONE, Fp.of(-1)}) {
            G1 point = SvdwMap.map(u);
            assertThat(G1.isOnCurve(point.x(), point.y())).isTrue();
            assertThat(point.y().isOdd()).isEqualTo(u.isOdd());
        }
        Fp expected = G1.curveEquation(half.negate()).sqrt() != null ? half.negate() : SvdwMap.Z;
        assertThat(SvdwMap.map(half).x()).isEqualTo(expected);
    }

    @Test
    void refusesLengthsOutsideTheRfc() {
        byte[] dst = ascii("tag");
        assertThatThrownBy(() -> ExpandMessage.expand(dst, dst, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExpandMessage.expand(dst, dst, 255 * 32 + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExpandMessage.expand(new byte[0], dst, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ExpandMessage.expand(dst, dst, 255 * 32)).hasSize(255 * 32);
    }

    static JsonNode vectors(String name) throws IOException {
        try (InputStream in = HashToCurveTest.class.getResourceAsStream("/vectors/" + name)) {
            return JsonMapper.shared().readTree(in);
        }
    }

    private static Fp element(JsonNode node, String field) {
        return Fp.of(new BigInteger(text(node, field), 16));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
