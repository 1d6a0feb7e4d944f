package dev.proofmark.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.TestDatabase;
import dev.proofmark.service.testing.TestNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A node of format 1 dies with work under way; nodes of format 2 take its place, and one of them dies too.
class UpgradeTest {
    @TempDir
    private Path folder;

    private final String database = TestDatabase.fresh();

    private TestNode start(int format) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("spring.datasource.url", database,
                "spring.datasource.username", "postgres", "proofmark.data-dir", folder.resolve("data").toString(),
                "proofmark.jobs.lease", "2s"));
        settings.putAll(Map.ofEntries(TestNode.format(format)));
        return TestNode.start(folder.resolve("node"), settings);
    }

    private static String ask(Api api, String model, String context) {
        Api.Answer answer = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"" + context + "\"}");
        answer.expect(202);
        return answer.header("Location");
    }

    private static void awaitLine(TestNode node, String line, int times) {
        Await.until(line, node::journal, lines -> lines.stream().filter(one -> one.startsWith(line)).count() == times);
    }

    @Test
    void workOfBeforeIsDoneUnderTheNewKeyAndADeathInTheMiddleLosesNothing() throws Exception {
        Path gate = folder.resolve("gate");
        Path renewGate = folder.resolve("renew-gate");
        TestNode node = start(1);
        try {
            String idle = node.api().readyModel(FakeEngine.model(0, 0));
            String model = node.api().readyModel(FakeEngine.model(0, 0) + "renewGate=" + renewGate + "\ngate=" + gate + "\n");
            byte[] key = node.api().get(model + "/verification-key").response().body();
            JsonNode before = node.api().get(model).expect(200);
            String running = ask(node.api(), model, "running");
            String queued = ask(node.api(), model, "queued");
            awaitLine(node, "prove-begin running", 1);
            node.kill();

            node = start(2);
            awaitLine(node, "register-begin", 3);
            assertThat(node.api().get(model).expect(200).get("status").stringValue()).isEqualTo("RENEWING");
            node.kill();

            node = start(2);
            awaitLine(node, "register-begin", 5);
            assertThat(node.api().get(model).expect(200).get("digests")).as("until the new key is there").isEqualTo(before.get("digests"));
            assertThat(node.api().get(model + "/verification-key").response().body()).isEqualTo(key);
            Files.createFile(renewGate);
            Files.createFile(gate);
            JsonNode renewed = node.api().await(model, Api.status("READY"));
            assertThat(renewed.get("keyFormat").intValue()).isEqualTo(2);
            for (String proof : new String[] {running, queued}) {
                JsonNode made = node.api().await(proof, Api.status("SUCCEEDED"));
                assertThat(made.get("format").intValue()).isEqualTo(2);
                assertThat(made.at("/digests/key")).isEqualTo(renewed.at("/digests/key"));
                assertThat(node.api().get(proof.replace("proofs", "verify")).expect(200).get("valid").booleanValue()).isTrue();
            }
            assertThat(node.api().get("/v1/verification-keys/" + before.at("/digests/key").stringValue()).response().body())
                    .isEqualTo(key);
            assertThat(node.api().get(idle).expect(200).get("keyFormat").intValue()).isEqualTo(2);
            assertThat(node.journal()).filteredOn(line -> line.startsWith("register-end")).as("each model once in each format").hasSize(4);
            assertThat(node.log()).contains("Models whose keys have an older format than 2, to be registered again");
        } finally {
            node.close();
        }
    }
}
