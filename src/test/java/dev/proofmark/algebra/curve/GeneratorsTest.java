package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeneratorsTest {
    @Test
    void areHashesOfTheirIndex() {
        byte[] dst = "PROOFMARK-V1-BN254G1_XMD:SHA-256_SVDW_RO_".getBytes(StandardCharsets.US_ASCII);
        Generators generators = Generators.upTo(300);
        for (int i : new int[] {0, 1, 255, 256, 299}) {
            assertThat(generators.get(i))
                    .isEqualTo(HashToCurve.hash(dst, new byte[] {'G', 0, 0, (byte) (i >> 8), (byte) i}));
        }
        assertThat(generators.h()).isEqualTo(HashToCurve.hash(dst, new byte[] {'H'}));
    }

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

    /// The pinned digests are what the hash gives: all chunks that may ever be read from a cache.
    @Test
    void pinnedDigestsAreThoseOfTheHash() {
        for (int chunk = 0; chunk < PinnedGenerators.chunks(); chunk++) {
            byte[] content = GeneratorCache.encode(Generators.hashChunk(chunk));
            assertThat(PinnedGenerators.matches(chunk, content)).as("chunk %d", chunk).isTrue();
        }
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
