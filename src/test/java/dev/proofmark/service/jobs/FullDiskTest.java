package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.TestDatabase;
import dev.proofmark.service.testing.TestNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node whose artefact folder is a small file system of its own, which the test fills up. Needs user namespaces.
class FullDiskTest {
    private static final List<String> OWN_MOUNTS = List.of("unshare", "-U", "-r", "-m");

    /// Proof, statement and outputs.
    private static final int ARTIFACTS_OF_A_PROOF = 3;

    @TempDir
    private Path folder;

    @BeforeEach
    void mountsAreAllowed() throws Exception {
        Assumptions.assumeTrue(new ProcessBuilder(Stream.concat(OWN_MOUNTS.stream(),
                Stream.of("mount", "-t", "tmpfs", "tmpfs", folder.toString())).toList()).start().waitFor() == 0,
                "this system lets nobody mount a file system of their own");
    }

    @Test
    void nothingFailsForGoodAndNothingIsLeftBehind() throws Exception {
        Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
        Path gate = folder.resolve("gate");
        List<String> within = Stream.concat(OWN_MOUNTS.stream(), Stream.of("sh", "-c",
                "mount -t tmpfs -o size=2m tmpfs " + artifacts + " && exec \"$@\"", "sh")).toList();
        try (TestNode node = TestNode.start(folder.resolve("node"), within, Map.of(
                "spring.datasource.url", TestDatabase.fresh(), "spring.datasource.username", "postgres",
                "proofmark.data-dir", folder.resolve("data").toString(),
                "proofmark.artifact-dir", artifacts.toString()))) {
            Api api = node.api();
            Path inside = node.root().resolve(artifacts.toString().substring(1));
            String model = api.readyModel(FakeEngine.model(0, 0) + "gate=" + gate + "\nprivate=1\n");
            int ofTheModel = files(inside).size();
            List<String> accepted = Stream.of("a", "b", "c").map(context -> prove(api, model, context).header("Location")).toList();
            api.await(accepted.getFirst(), Api.status("RUNNING"));
            assertThat(api.get("/actuator/health").status()).isEqualTo(200);

            fill(inside.resolve("filler"));
            List<Path> before = files(inside);
            Api.Answer full = prove(api, model, "refused");
            full.problem(507, "storage-full");
            assertThat(full.header("Retry-After")).isNotNull();
            api.post("/v1/models", new Form().file("model", "m.onnx", FakeEngine.model(0, 0))).problem(507, "storage-full");
            assertThat(api.get("/actuator/health").status()).as("health with a full disk").isEqualTo(503);
            assertThat(files(inside)).as("no file is left of what was refused").containsExactlyElementsOf(before);

            Files.createFile(gate);
            for (String proof : accepted) {
                api.await(proof, page -> page.path("stage").stringValue("").equals("waits for disk space")
                        && page.get("status").stringValue().equals("QUEUED"));
            }
            assertThat(files(inside)).as("no file is left of what could not be stored")
                    .filteredOn(file -> file.toString().contains(".tmp") || file.toString().contains("sealed"))
                    .isEqualTo(before.stream().filter(file -> file.toString().contains("sealed")).toList());

            Files.delete(inside.resolve("filler"));
            for (String proof : accepted) {
                api.await(proof, Api.status("SUCCEEDED"));
            }
            assertThat(api.get("/actuator/health").status()).isEqualTo(200);

            Await.until("the removal of the inputs", () -> files(inside).size(),
                    count -> count == ofTheModel + ARTIFACTS_OF_A_PROOF * accepted.size());
            assertThat(api.delete(accepted.getFirst()).status()).isEqualTo(204);
            assertThat(files(inside)).as("proof, statement and outputs are gone at once")
                    .hasSize(ofTheModel + ARTIFACTS_OF_A_PROOF * (accepted.size() - 1));
        }
    }

    private static Api.Answer prove(Api api, String model, String context) {
        return api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"" + context + "\"}");
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] bytes = new byte[4096];
            for (int i = 0; i < 1 << 20; i++) {
                out.write(bytes);
            }
            throw new AssertionError("the file system is larger than it should be");
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
