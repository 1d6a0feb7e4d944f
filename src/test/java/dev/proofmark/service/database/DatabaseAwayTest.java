package dev.proofmark.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node whose embedded database freezes, is killed, and is lost. With the time-outs that the service ships with.
class DatabaseAwayTest {
    private static final Map<String, String> SHIPPED = Map.of(
            "proofmark.jobs.lease", "15s",
            "spring.datasource.hikari.connection-timeout", "2000",
            "spring.datasource.hikari.data-source-properties.socketTimeout", "3");

    @TempDir
    private Path folder;

    @Test
    void aDatabaseThatFreezesIsAwayAndOneThatIsKilledComesBack() throws Exception {
        try (TestNode node = TestNode.start(folder.resolve("node"), settings())) {
            Api api = node.api();
            String model = api.readyModel(FakeEngine.model(0, 0));
            long first = server();
            freezes(api, model);
            kill("KILL", List.of(first));
            Await.until("another server", this::server, server -> server != first && server != -1);
            Await.until("the model's page", () -> api.get(model).status(), status -> status != 503);
            api.get(model).expect(200);
            String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
            api.await(proof, Api.status("SUCCEEDED"));
            assertThat(node.log()).contains("has ended by itself").contains("runs again");
        }
    }

    private void freezes(Api api, String model) throws Exception {
        List<Long> frozen = Stream.concat(Stream.of(server()),
                ProcessHandle.of(server()).orElseThrow().descendants().map(ProcessHandle::pid)).toList();
        kill("STOP", frozen);
        try {
            Api.Answer away = api.get(model);
            away.problem(503, "unavailable");
            assertThat(away.header("Retry-After")).isNotNull();
            Api.Answer before = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}");
            before.problem(503, "unavailable"); // told before the body is read
            assertThat(before.header("Retry-After")).isNotNull();
            assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
            Api.Answer health = api.get("/actuator/health/readiness");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.json().at("/components/db/status").stringValue()).isEqualTo("DOWN");
            Await.until("the heartbeat to be down", () -> api.get("/actuator/health/readiness").json(),
                    body -> body.at("/components/heartbeat/status").stringValue("").equals("DOWN"));
        } finally {
            kill("CONT", frozen);
        }
        Await.until("readiness", () -> api.get("/actuator/health/readiness").status(), status -> status == 200);
        api.get(model).expect(200);
    }

    @Test
    void aNodeWhoseDatabaseIsLostEnds() throws Exception {
        try (TestNode node = TestNode.start(folder.resolve("node"), settings())) {
            node.api();
            Path control = cluster().resolve("global/pg_control");
            Files.move(control, control.resolveSibling("pg_control.lost"));
            kill("KILL", List.of(server()));
            assertThat(node.awaitEnd()).isEqualTo(4);
            assertThat(node.log()).contains("its database does not start again");
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new java.util.HashMap<>(SHIPPED);
        settings.put("proofmark.data-dir", folder.resolve("data").toString());
        return settings;
    }

    private Path cluster() {
        return folder.resolve("data/postgres/cluster");
    }

    private long server() throws IOException {
        try {
            return Files.readString(cluster().resolve("postmaster.pid")).lines().findFirst().map(String::strip).map(Long::valueOf)
                    .orElse(-1L);
        } catch (NoSuchFileException e) {
            return -1; // between two servers
        }
    }

    private static void kill(String signal, List<Long> processes) throws IOException, InterruptedException {
        for (long process : processes) {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process)).start().waitFor();
        }
    }
}
