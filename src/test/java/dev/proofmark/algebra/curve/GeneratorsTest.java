package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeneratorsTest {
    @Test
    void areThePublishedVectors() throws IOException {
        Generators generators = Generators.upTo(1024);
        JsonNode vectors = HashToCurveTest.vectors("generators.json");
        assertThat(vectors.get("dst").asString()).isEqualTo(Generators.DST);
        assertThat(vectors.get("points")).hasSize(8);
        for (JsonNode vector : vectors.get("points")) {
            String name = vector.get("name").asString();
            G1 point = name.equals("H") ? generators.h() : generators.get(Integer.parseInt(name.substring(2)));
            String affine = vector.get("x").asString() + vector.get("y").asString();
            assertThat(HexFormat.of().formatHex(point.affineBytes())).as(name).isEqualTo(affine);
            assertThat(HexFormat.of().formatHex(point.encode())).as(name).isEqualTo(vector.get("encoded").asString());
        }
    }

    @Test
    void areOneSequenceOfDistinctPoints() {
        Generators large = Generators.upTo(600);
        Generators small = Generators.upTo(10);
        Set<G1> seen = new HashSet<>();
        seen.add(large.h());
        for (int i = 0; i < large.count(); i++) {
            assertThat(seen.add(large.get(i))).as("generator %d", i).isTrue();
            if (i < small.count()) {
                assertThat(small.get(i)).isEqualTo(large.get(i));
            }
        }
    }

    /// The shipped table is what the hash gives, from the first point to the last.
    @Test
    void theTableIsDerivedFromTheTag() throws IOException {
        byte[] derived = GeneratorDerivation.table();
        assertThat(derived).hasSize(Generators.MAX_COUNT * G1.ENCODED_BYTES);
        try (InputStream in = Generators.class.getResourceAsStream(GeneratorTable.RESOURCE)) {
            assertThat(in.readAllBytes()).isEqualTo(derived);
        }
        Generators all = Generators.upTo(Generators.MAX_COUNT);
        for (int i = 0; i < all.count(); i++) {
            assertThat(all.get(i).encode()).isEqualTo(Arrays.copyOfRange(derived, 32 * i, 32 * i + 32));
        }
        assertThat(all.h()).isEqualTo(GeneratorDerivation.blinding());
    }

    @Test
    void aTableThatIsAnotherOneIsNotBelieved() {
        byte[] planted = GeneratorDerivation.bytes(0, 256);
        assertThatThrownBy(() -> GeneratorTable.checked(planted)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(GeneratorTable.SHA_256);
        assertThatThrownBy(() -> GeneratorTable.checked(new byte[0])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesCountsAndIndexesOutOfRange() {
        assertThatThrownBy(() -> Generators.upTo(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Generators.upTo(Generators.MAX_COUNT + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Generators.upTo(5).get(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Generators.upTo(5).get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
