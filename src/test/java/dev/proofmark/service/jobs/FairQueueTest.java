package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import dev.proofmark.service.platform.ProofmarkProperties;

/// One worker and a queue of twenty per kind.
@ServiceTest
@DirtiesContext
@TestPropertySource(properties = {"proofmark.workers=1", "proofmark.jobs.max-queued=20"})
class FairQueueTest {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ProofmarkProperties properties;

    @TempDir
    private Path folder;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(port);
    }

    private Api.Answer prove(String model) {
        return api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}");
    }

    private Api.Answer register() {
        return api.post("/v1/models", new Form().file("model", "m.onnx", FakeEngine.model(0, 0)));
    }

    private long sealedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(properties.artifactDir().resolve("sealed"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void kindsTakeTurnsAndARefusalLeavesNothing() throws Exception {
        Path gate = folder.resolve("gate");
        String ready = api.readyModel(FakeEngine.model(0, 0));
        String gated = api.readyModel(FakeEngine.model(0, 0) + "gate=" + gate + "\n");
        String blocker = prove(gated).header("Location");
        api.await(blocker, Api.status("RUNNING"));

        List<String> models = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Api.Answer answer = register();
            answer.expect(202);
            models.add(answer.header("Location"));
        }
        long files = sealedFiles();
        for (int i = 0; i < 5; i++) {
            register().problem(429, "queue-full");
            api.post("/v1/proofs", new Form().file("model", "m", FakeEngine.model(0, 0))
                    .field("input", "{\"input_data\": [[4, 5, 6]]}")).problem(429, "queue-full");
        }
        assertThat(sealedFiles()).as("files of refused uploads").isEqualTo(files);

        List<String> proofs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Api.Answer answer = prove(ready);
            answer.expect(202);
            proofs.add(answer.header("Location"));
        }
        assertThat(api.get(proofs.getFirst()).expect(200).get("queuePosition").intValue()).isEqualTo(1);
        Files.createFile(gate);
        proofs.forEach(proof -> api.await(proof, Api.status("SUCCEEDED")));
        models.forEach(model -> api.await(model, Api.status("READY")));
        List<String> order = database.sql("select kind from job where status = 'SUCCEEDED' order by started_at")
                .query(String.class).list();
        assertThat(order.subList(3, 13)).as("the first ten after those that made the situation")
                .containsExactly("REGISTER_MODEL", "PROVE", "REGISTER_MODEL", "PROVE", "REGISTER_MODEL", "PROVE",
                        "REGISTER_MODEL", "PROVE", "REGISTER_MODEL", "PROVE");
    }
}
