package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.platform.FatalErrors;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Answer;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.TestDatabase;
import dev.proofmark.service.testing.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service with little memory, in a process of its own, which no request can end.
class ManyLargeBodiesTest {
    private static final int BODIES = 16;
    private static final int BODY_BYTES = 30 << 20;

    @TempDir
    private Path folder;

    private TestNode node() throws IOException {
        return TestNode.start(folder.resolve("node"), Map.of("spring.datasource.url", TestDatabase.fresh(),
                "spring.datasource.username", "postgres", "proofmark.data-dir", folder.resolve("data").toString(),
                "test.heap", "500m", "proofmark.http.body-grace", "1h", "proofmark.http.body-deadline", "2h"));
    }

    @Test
    void theServiceAnswersWhileLargeBodiesCome() throws Exception {
        try (TestNode node = node(); ExecutorService clients = Executors.newFixedThreadPool(BODIES)) {
            Api api = node.api();
            String small = api.readyModel(FakeEngine.model(0, 0));
            String large = api.readyModel("fake=1\nshape=1,16000000\nlow=-10\nhigh=10\nregister=0\nprove=0\n");
            byte[] numbers = flat();
            byte[] names = names();
            byte[] text = text();
            byte[] samples = samples();
            for (Supplier<Answer> call : List.<Supplier<Answer>>of(
                    () -> api.post(small + "/proofs", "application/json", numbers),
                    () -> api.post(large + "/proofs", "application/json", numbers),
                    () -> api.post(small + "/proofs", "application/json", names),
                    () -> api.post(small + "/proofs", "application/json", text),
                    () -> api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0))
                            .file("calibration", "c.json", samples)))) {
                List<Future<Answer>> answers = new ArrayList<>();
                for (int i = 0; i < BODIES; i++) {
                    answers.add(clients.submit(() -> patiently(call)));
                }
                prove(api, small);
                for (Future<Answer> answer : answers) {
                    assertThat(answer.get().status()).as(answer.get().text()).isIn(413, 422);
                }
            }
            prove(api, small);
        }
    }

    /// Asks again while the service says that it has no room now, as a client should.
    private static Answer patiently(Supplier<Answer> call) {
        for (int i = 0; i < 10_000; i++) {
            try {
                Answer answer = call.get();
                if (answer.status() != 503) {
                    return answer;
                }
                assertThat(answer.problem(503, "unavailable").get("expected")).isNotNull();
                assertThat(answer.header("Retry-After")).isNotNull();
                Thread.sleep(200);
            } catch (UncheckedIOException e) {
                assertThat(e.getCause()).as("the connection ended while the body was written").isNotNull();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return Assertions.fail("there was never room");
    }

    private static void prove(Api api, String model) {
        String proof = patiently(() -> api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}")).header("Location");
        api.await(proof, Api.status("SUCCEEDED"));
    }

    private static byte[] flat() {
        StringBuilder json = new StringBuilder("{\"input_data\":[[0");
        return json.repeat(",0", BODY_BYTES / 2).append("]]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] names() {
        StringBuilder json = new StringBuilder("{\"inputs\":{\"x\":[1]");
        for (int i = 0; json.length() < BODY_BYTES; i++) {
            json.append(",\"name").append(i).append("\":[1]");
        }
        return json.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] text() {
        return ("{\"context\":\"" + "x".repeat(BODY_BYTES) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] samples() {
        StringBuilder json = new StringBuilder("{\"samples\":[{\"inputs\":{\"x\":[1,2,3]}}");
        while (json.length() < BODY_BYTES) {
            json.append(",{\"inputs\":{\"x\":[1,2,3]}}");
        }
        return json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aRequestThatRunsOutOfMemoryAllTheSameEndsTheProcess() throws Exception {
        try (TestNode node = node()) {
            Api api = node.api();
            Assertions.assertThatThrownBy(() -> api.post("/v1/models",
                    new Form().file("model", "m", FakeEngine.model(0, 0) + "exhaust=1\n")))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(node.awaitExit()).isEqualTo(FatalErrors.EXIT_STATUS);
        }
    }
}
