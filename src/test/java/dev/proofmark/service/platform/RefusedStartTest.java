package dev.proofmark.service.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.TestNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A start that cannot go well ends with exit code 1 and two paragraphs: what is wrong, and what to do.
class RefusedStartTest {
    @TempDir
    private Path folder;

    /// What the node said of why it did not start.
    private String refusal(String name, Map<String, String> settings) throws Exception {
        try (TestNode node = TestNode.start(folder.resolve(name), settings)) {
            assertThat(node.awaitExit()).as(node::quietLog).isEqualTo(1);
            assertThat(node.log()).contains("APPLICATION FAILED TO START", "Description:", "Action:").doesNotContain("\tat ");
            return node.log();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no base64 at all 8241", "YWJj", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void aSecretKeyThatIsNoneIsToldBeforeAnythingIsMade(String key) throws Exception {
        Path data = folder.resolve("data");
        assertThat(refusal("bad-key", Map.of("proofmark.data-dir", data.toString(), "proofmark.secret-key", key)))
                .contains("PROOFMARK_SECRET_KEY").contains("openssl rand -base64 32").doesNotContain(key);
        assertThat(data).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws Exception {
        String below = Files.writeString(folder.resolve("file"), "a file").resolve("data").toString();
        assertThat(refusal("data", Map.of("proofmark.data-dir", below)))
                .contains("The data folder " + below + " cannot be written").contains("PROOFMARK_DATA_DIR");
        assertThat(refusal("artefacts", Map.of("proofmark.data-dir", folder.resolve("good").toString(), "proofmark.artifact-dir", below)))
                .contains("The artefact folder " + below + " cannot be written").contains("PROOFMARK_ARTIFACT_DIR");
    }

    @Test
    void aKeyThatDoesNotOpenWhatIsStoredIsToldAndNothingIsWrittenUnderIt() throws Exception {
        Path data = folder.resolve("data");
        Map<String, String> own = Map.of("proofmark.data-dir", data.toString());
        try (TestNode first = TestNode.start(folder.resolve("first"), own)) {
            first.api();
            assertThat(refusal("second", own)).contains("another process runs the embedded database").contains("PROOFMARK_DATA_DIR");
        }
        String other = Base64.getEncoder().encodeToString("another key of thirty-two bytes.".getBytes(StandardCharsets.US_ASCII));
        assertThat(refusal("other", Map.of("proofmark.data-dir", data.toString(), "proofmark.secret-key", other)))
                .contains("does not open what is stored").contains("first started with").doesNotContain(other);

        Path file = data.resolve("secret.key");
        byte[] key = Files.readAllBytes(file);
        Files.delete(file);
        assertThat(refusal("lost", own)).contains("secret.key is missing");
        assertThat(file).as("a fresh key in the lost one's place").doesNotExist();
        Files.writeString(file, other);
        assertThat(refusal("readable", own)).contains("must have mode 0600").contains("chmod 600 " + file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(refusal("changed", own)).contains("does not open what is stored");
        try (Stream<Path> sealed = Files.exists(data.resolve("artifacts")) ? Files.walk(data.resolve("artifacts")) : Stream.empty()) {
            assertThat(sealed.filter(Files::isRegularFile)).isEmpty();
        }
        Files.write(file, key);
        try (TestNode again = TestNode.start(folder.resolve("again"), own)) {
            assertThat(again.api().get("/v1/models").status()).isEqualTo(200);
        }
    }
}
