package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// A node with two workers and 100 MB for both.
@ServiceTest
@TestPropertySource(properties = "proofmark.memory=100MB")
class JobMemoryTest {
    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(port);
    }

    private String model(int proveMillis, int megabytes) {
        return api.readyModel(FakeEngine.model(0, proveMillis) + "proveMegabytes=" + megabytes + "\n");
    }

    private String prove(String model) {
        Api.Answer answer = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}");
        answer.expect(202);
        return answer.header("Location");
    }

    private static Instant time(JsonNode proof, String name) {
        return Instant.parse(proof.get(name).stringValue());
    }

    @Test
    void whatDoesNotFitTogetherRunsOneAfterTheOtherAndInOrder() {
        String big = model(200, 60);
        String small = model(0, 1);
        List<String> asked = new ArrayList<>(List.of(prove(big), prove(big), prove(big)));
        asked.add(prove(small));
        List<JsonNode> done = asked.stream().map(proof -> api.await(proof, Api.status("SUCCEEDED"))).toList();
        for (int i = 1; i < 3; i++) {
            assertThat(time(done.get(i), "startedAt")).isAfterOrEqualTo(time(done.get(i - 1), "finishedAt"));
        }
        assertThat(time(done.get(3), "startedAt")).as("a small job does not pass a waiting large one")
                .isAfterOrEqualTo(time(done.get(2), "startedAt"));
    }

    @Test
    void whatFitsTogetherRunsTogether() {
        String half = model(FakeEngine.UNTIL_CANCELLED, 50);
        List<String> both = List.of(prove(half), prove(half));
        both.forEach(proof -> api.await(proof, Api.status("RUNNING")));
        both.forEach(api::delete);
        both.forEach(proof -> api.await(proof, Api.status("CANCELLED")));
    }

    @Test
    void aProofThatCanNeverFitIsRefusedAndTheModelSaysSo() {
        String model = model(0, 300);
        assertThat(api.get(model).expect(200).at("/warnings/0").stringValue())
                .contains("proofs of this model are refused").contains("about 300 MiB").contains("at most 100 MiB");
        JsonNode problem = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").problem(422, "insufficient-memory");
        assertThat(problem.get("actual").stringValue()).contains("300 MiB");
        assertThat(problem.get("expected").stringValue()).contains("100 MiB");
        String together = api.post("/v1/proofs",
                new Form().file("model", "m", FakeEngine.model(0, 0) + "proveMegabytes=300\n")
                        .field("input", "{\"input_data\": [[4, 5, 6]]}"))
                .header("Location");
        assertThat(api.await(together, Api.status("FAILED")).at("/problem/code").stringValue()).isEqualTo("insufficient-memory");
    }

    @Test
    void aModelWhoseRegistrationCanNeverFitIsRefused() {
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0) + "registerMegabytes=300\n"))
                .problem(422, "insufficient-memory");
    }
}
