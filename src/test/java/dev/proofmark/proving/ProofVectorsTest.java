package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.proofmark.proving.proof.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The committed vectors, byte for byte. They change only with the protocol version; `-Dproofmark.vectors.write=true` writes
/// them anew, under the conditions of [VectorFiles#write].
class ProofVectorsTest {
    private static final VectorFiles FILES = new VectorFiles(Path.of("src/test/resources/vectors"), Path.of("docs/protocol.md"));

    static List<String> names() {
        return ProofVector.NAMES;
    }

    @BeforeAll
    static void writesThemAnew() throws IOException {
        if (Boolean.getBoolean("proofmark.vectors.write")) {
            FILES.write(ProofVector.all(), Format.VERSION, SecondVerifier::refusal);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void reproducesTheCommittedVectors(String name) {
        FirstDifference.between(FILES.committed(name), ProofVector.of(name)).ifPresent(difference -> fail(
                "vector " + name + ": " + difference + System.lineSeparator() + "Whoever changes the protocol on purpose: "
                        + VectorFiles.HINT));
    }

    @Test
    void theProtocolRecordsTheirVersionAndDigest() throws IOException {
        assertThat(FILES.recorded()).as("docs/protocol.md, section 16, records the vectors of Format.VERSION. " + VectorFiles.HINT)
                .isEqualTo(new VectorFiles.Recorded(Format.VERSION, FILES.digest()));
        assertThat(names()).allMatch(name -> FILES.committed(name).get("version").intValue() == Format.VERSION);
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/vectors"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.startsWith("proof-")))
                    .containsExactlyInAnyOrderElementsOf(names().stream().map(VectorFiles::file).toList());
        }
    }
}
