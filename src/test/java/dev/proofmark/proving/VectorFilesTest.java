package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.proofmark.argument.transcript.ChangedLabel;
import dev.proofmark.argument.transcript.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What holds the vectors: a change of the protocol is told by its first challenge, and their bytes move only with the version.
class VectorFilesTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors");

    @TempDir
    private Path folder;
    private VectorFiles files;
    private int version;

    @BeforeEach
    void copies() throws IOException {
        Path vectors = Files.createDirectory(folder.resolve("vectors"));
        for (String name : ProofVector.NAMES) {
            Files.copy(VECTORS.resolve(VectorFiles.file(name)), vectors.resolve(VectorFiles.file(name)));
        }
        files = new VectorFiles(vectors, Files.copy(Path.of("docs/protocol.md"), folder.resolve("protocol.md")));
        version = files.recorded().version();
    }

    private static JsonNode with(Label label) {
        try (ChangedLabel changed = new ChangedLabel(label)) {
            return ProofVector.of("dense");
        }
    }

    private Map<String, JsonNode> committed() {
        Map<String, JsonNode> all = new TreeMap<>();
        ProofVector.NAMES.forEach(name -> all.put(name, files.committed(name)));
        return all;
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new HashMap<>();
        for (String name : ProofVector.NAMES) {
            content.put(name, Files.readString(files.folder().resolve(VectorFiles.file(name))));
        }
        content.put("protocol", Files.readString(files.protocol()));
        return content;
    }

    private static Optional<String> accepted(Path vector) {
        return Optional.empty();
    }

    @Test
    void aChangedDomainStringIsToldByTheFirstChallengeThatDiffers() {
        JsonNode committed = files.committed("dense");
        assertThat(FirstDifference.between(committed, with(Label.BETA)).orElseThrow())
                .startsWith("first difference: challenge #2 of the registration, label beta (actual label ceta), expected ")
                .contains("differently since #1 alpha");
        assertThat(FirstDifference.between(committed, with(Label.MULTIPLICITY_ROW)).orElseThrow())
                .startsWith("first difference: challenge #1 of the registration, label alpha, expected ").contains("since the start");
        assertThat(FirstDifference.between(committed, with(Label.PUBLIC_VALUE)).orElseThrow())
                .startsWith("first difference: challenge #1 of the proof, label alpha, expected ").contains("; also proof from byte ");
        assertThat(FirstDifference.between(committed, committed)).isEmpty();
    }

    @Test
    void otherFieldsAreToldByTheirFirstByte() {
        ObjectNode other = files.committed("dense").deepCopy().asObject();
        other.put("keyDigest", "00" + other.get("keyDigest").stringValue().substring(2));
        assertThat(FirstDifference.between(files.committed("dense"), other).orElseThrow())
                .startsWith("first difference: keyDigest from byte 0 on");
    }

    @Test
    void changedBytesAreRefusedUnderTheSameVersion() throws IOException {
        Map<String, String> before = content();
        Map<String, JsonNode> made = committed();
        made.put("dense", with(Label.GAMMA));
        assertThatThrownBy(() -> files.write(made, version, VectorFilesTest::accepted)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("changed under the unchanged version " + version).hasMessageContaining("label gamma")
                .hasMessageContaining("raise Format.VERSION");
        assertThatThrownBy(() -> files.write(committed(), version - 1, VectorFilesTest::accepted))
                .hasMessageContaining("are of version " + version);
        assertThat(content()).isEqualTo(before);
        Files.delete(files.folder().resolve(VectorFiles.file("dense")));
        assertThatThrownBy(() -> files.write(made, version, VectorFilesTest::accepted)).hasMessageContaining("restore them first");
    }

    @Test
    void aNewVersionMayChangeThemAndIsRecorded() throws IOException {
        Map<String, JsonNode> made = committed();
        JsonNode changed = with(Label.GAMMA);
        made.put("dense", changed);
        files.write(made, version + 1, VectorFilesTest::accepted);
        assertThat(files.recorded()).isEqualTo(new VectorFiles.Recorded(version + 1, files.digest()));
        assertThat(FirstDifference.between(changed, files.committed("dense"))).isEmpty();
    }

    @Test
    void aVectorMayJoinTheOthersAndWritingTheSameChangesNothing() throws IOException {
        Map<String, String> before = content();
        files.write(committed(), version, VectorFilesTest::accepted);
        assertThat(content()).isEqualTo(before);
        Map<String, JsonNode> made = committed();
        made.put("more", files.committed("forms"));
        files.write(made, version, VectorFilesTest::accepted);
        assertThat(files.recorded()).isEqualTo(new VectorFiles.Recorded(version, files.digest()));
        assertThat(files.digest()).isNotEqualTo(new VectorFiles(VECTORS, files.protocol()).digest());
    }

    @Test
    void whatTheSecondVerifierRejectsIsNeverWritten() throws IOException {
        assumeTrue(SecondVerifier.run(List.of(VECTORS.resolve(VectorFiles.file("forms")).toString())).isPresent(),
                "python3 is not installed");
        Map<String, String> before = content();
        Map<String, JsonNode> made = committed();
        made.put("dense", with(Label.GAMMA));
        assertThatThrownBy(() -> files.write(made, version + 1, SecondVerifier::refusal)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the second verifier does not accept vector dense: REJECTED");
        assertThat(content()).isEqualTo(before);
    }
}
