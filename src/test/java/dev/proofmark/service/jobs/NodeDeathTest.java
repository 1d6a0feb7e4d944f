package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.TestDatabase;
import dev.proofmark.service.testing.TestNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node with four workers that dies and is started again.
class NodeDeathTest {
    @TempDir
    private Path folder;

    private Map<String, String> settings;

    @BeforeEach
    void settings() {
        settings = Map.of("spring.datasource.url", TestDatabase.fresh(), "spring.datasource.username", "postgres",
                "proofmark.data-dir", folder.resolve("data").toString(), "proofmark.workers", "4",
                "proofmark.jobs.lease", "2s", "proofmark.jobs.max-deaths", "2");
    }

    private static String prove(Api api, String model, String context) {
        Api.Answer answer = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"" + context + "\"}");
        answer.expect(202);
        return answer.header("Location");
    }

    @Test
    void whatExhaustsTheMemoryEndsItsNodesAndIsGivenUpAndNothingBesideItIs() throws Exception {
        TestNode node = TestNode.start(folder.resolve("node"), settings);
        try {
            Path gate = folder.resolve("gate");
            Api api = node.api();
            String model = api.readyModel(FakeEngine.model(0, 0));
            String gated = api.readyModel(FakeEngine.model(0, 0) + "gate=" + gate + "\n");
            List<String> innocent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                innocent.add(prove(api, gated, "innocent-" + i));
                api.await(innocent.get(i), Api.status("RUNNING"));
            }
            String guilty = prove(api, model, "exhaust");
            int deaths = 0;
            while (deaths < 3) {
                assertThat(node.awaitEnd()).as("an OutOfMemoryError ends the process").isEqualTo(3);
                deaths++;
                if (deaths == 1) {
                    Files.createFile(gate);
                }
                node = TestNode.start(folder.resolve("node"), settings);
                node.api();
            }
            for (String proof : innocent) {
                node.api().await(proof, Api.status("SUCCEEDED"));
            }
            assertThat(node.api().await(guilty, Api.status("FAILED")).at("/problem/detail").stringValue())
                    .contains("each time the node died");
            assertThat(node.log()).contains("was running when its node died or froze")
                    .contains("out of memory or a broken virtual machine");
            node.api().await(prove(node.api(), model, "as good as before"), Api.status("SUCCEEDED"));
        } finally {
            node.close();
        }
    }

    private static void awaitOneAlone(Api api, List<String> proofs) {
        Await.until("one of four to run alone",
                () -> proofs.stream().filter(proof -> Api.status("RUNNING").test(api.get(proof).expect(200))).count(),
                running -> running == 1);
    }

    @Test
    void killsFailNothingThatRanTogether() throws Exception {
        TestNode node = TestNode.start(folder.resolve("node"), settings);
        try {
            Path gate = folder.resolve("gate");
            String model = node.api().readyModel(FakeEngine.model(0, 0) + "gate=" + gate + "\n");
            List<String> proofs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                proofs.add(prove(node.api(), model, "p" + i));
            }
            for (String proof : proofs) {
                node.api().await(proof, Api.status("RUNNING"));
            }
            for (int kill = 0; kill < 2; kill++) {
                node.kill();
                node = TestNode.start(folder.resolve("node"), settings);
                Api api = node.api();
                awaitOneAlone(api, proofs);
            }
            Files.createFile(gate);
            for (String proof : proofs) {
                node.api().await(proof, Api.status("SUCCEEDED"));
            }
        } finally {
            node.close();
        }
    }
}
