package dev.proofmark.service.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class VerifyApiTest {
    @LocalServerPort
    private int port;

    private Api api;
    private String model;
    private String location;

    @BeforeEach
    void prove() {
        api = new Api(port);
        model = api.readyModel(FakeEngine.model(0, 0));
        location = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"case 9\"}").header("Location");
        api.await(location, Api.status("SUCCEEDED"));
    }

    @Test
    void aStoredProofSaysWhatItShows() {
        JsonNode answer = api.get("/v1/verify/" + location.substring("/v1/proofs/".length())).expect(200);
        assertValid(answer);
        assertThat(api.delete(model).status()).isEqualTo(204);
        assertValid(api.get("/v1/verify/" + location.substring("/v1/proofs/".length())).expect(200));
    }

    private static void assertValid(JsonNode answer) {
        assertThat(answer.get("valid").booleanValue()).isTrue();
        assertThat(answer.has("reason")).isFalse();
        assertThat(answer.get("context").stringValue()).isEqualTo("case 9");
        assertThat(answer.at("/outputs/y/values/0").doubleValue()).isEqualTo(6);
        assertThat(answer.get("securityBits").intValue()).isEqualTo(100);
        assertThat(answer.at("/digests/key").stringValue()).hasSize(64);
        assertThat(answer.get("proven")).isNotEmpty();
        assertThat(answer.get("inputVisibility").stringValue()).isEqualTo("private");
    }

    @Test
    void uploadedBytesAreVerified() {
        byte[] key = api.get(model + "/verification-key").response().body();
        byte[] proof = api.get(location + "/proof").response().body();
        byte[] statement = api.get(location + "/statement").response().body();
        assertValid(api.post("/v1/verify", new Form().file("proof", "p", proof).file("key", "k", key)).expect(200));
        assertValid(api.post("/v1/verify", new Form().file("proof", "p", proof).file("key", "k", key)
                .file("statement", "s", statement)).expect(200));

        assertValid(api.post("/v1/verify", new Form().file("proof", "p", proof).file("key", "k", key)
                .file("statement", "", "")).expect(200));

        JsonNode other = api.post("/v1/verify", new Form().file("proof", "p", proof).file("key", "k", key)
                .file("statement", "s", "another")).expect(200);
        assertThat(other.get("valid").booleanValue()).isFalse();
        assertThat(other.get("reason").stringValue()).contains("statement");
        assertThat(other.get("reasonCode").stringValue()).isEqualTo("statement");
        assertThat(other.has("outputs")).isFalse();

        proof[proof.length - 1] ^= 1;
        assertThat(api.post("/v1/verify", new Form().file("proof", "p", proof).file("key", "k", key)).expect(200)
                .get("valid").booleanValue()).isFalse();
        assertThat(api.post("/v1/verify", new Form().file("proof", "p", new byte[0]).file("key", "k", key)).expect(200)
                .get("valid").booleanValue()).isFalse();
    }

    @Test
    void whatCannotBeJudgedIsRefused() {
        byte[] proof = api.get(location + "/proof").response().body();
        api.post("/v1/verify", new Form().file("proof", "p", proof).file("key", "k", "no key")).problem(422, "key-unreadable");
        api.post("/v1/verify", new Form().file("proof", "p", proof)).problem(400, "missing-part");
        api.post("/v1/verify", new Form().file("key", "k", proof)).problem(400, "missing-part");
        api.post("/v1/verify", new Form().file("key", "k", proof).file("proof", "p", proof).file("seal", "s", proof))
                .problem(400, "unexpected-part");
        api.post("/v1/verify", "{}").problem(415, "unsupported-media-type");
        api.get("/v1/verify/" + UUID.randomUUID()).problem(404, "proof-not-found");
    }

    @Test
    void aProofThatIsNotThereYetCannotBeVerified() {
        String slow = api.readyModel(FakeEngine.model(0, FakeEngine.UNTIL_CANCELLED));
        String running = api.post(slow + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.get("/v1/verify/" + running.substring("/v1/proofs/".length())).problem(409, "proof-not-ready");
        api.delete(slow);
    }
}
