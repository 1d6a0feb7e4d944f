package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The second verifier, `src/test/python/independent_verifier.py`, which follows docs/protocol.md and shares no code with this one, agrees on
/// the committed vectors: verdict, digest, outputs and every challenge. So a message that this implementation forgot to
/// absorb, or a rule that the document does not tell, shows here. Skipped where there is no python3.
class IndependentVerifierTest {
    /// Length and text, as hex.
    private static final String NAME_OF_X = "000178";

    @TempDir
    private Path folder;

    private static String run(Path vector) {
        Optional<String> output = SecondVerifier.run(vector);
        assumeTrue(output.isPresent(), "python3 is not installed");
        return output.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense", "convolution", "forms"})
    void acceptsTheVectors(String name) throws Exception {
        assertThat(run(Path.of("src/test/resources/vectors/proof-" + name + ".json"))).startsWith("VALID");
    }

    /// The key's first name, with a character that ends its line in it.
    @Test
    void rejectsAKeyWithANameOfTwoLines() throws Exception {
        String vector = Files.readString(Path.of("src/test/resources/vectors/proof-dense.json"));
        int name = vector.indexOf(NAME_OF_X);
        assertThat(name).isPositive();
        Path file = folder.resolve("named.json");
        Files.writeString(file, vector.substring(0, name) + "00010a" + vector.substring(name + 6));
        assertThat(run(file).lines()).singleElement().asString().startsWith("REJECTED").contains("name");
    }

    @Test
    void rejectsAChangedProof() throws Exception {
        String vector = Files.readString(Path.of("src/test/resources/vectors/proof-dense.json"));
        int proof = vector.indexOf("\"proof\"");
        int digit = vector.indexOf("\"", proof + 12) - 2 * 32 - 1;
        char changed = vector.charAt(digit) == '1' ? '2' : '1';
        Path file = folder.resolve("changed.json");
        Files.writeString(file, vector.substring(0, digit) + changed + vector.substring(digit + 1));
        assertThat(run(file)).startsWith("REJECTED");
    }
}
