package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Answer;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// Requests that are refused before their bodies are read, and what refusals say.
@ServiceTest
@TestPropertySource(properties = "proofmark.api-key=a key for this test")
class RefusalsTest {
    private static final String NOBODY = "/v1/models/00000000-0000-0000-0000-000000000000";

    @LocalServerPort
    private int port;

    private String ready() {
        return new Api(port, "a key for this test").readyModel(FakeEngine.model(0, 0));
    }

    /// Only the head is sent, and of the body nothing: an answer shows that it was not waited for.
    private String headOf(String request, boolean withKey) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return RawHttp.head(socket, request + " HTTP/1.1\r\nHost: localhost\r\n"
                    + (withKey ? "Authorization: Bearer a key for this test\r\n" : "")
                    + "Content-Type: application/json\r\nContent-Length: 50000\r\n\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST /v1/models/00000000-0000-0000-0000-000000000000/proofs, 404", "POST /v1/nothing, 404", "PUT /v1/models, 405",
        "POST /v1/models, 415", "POST /v1/models/x/proofs, 400", "POST /v1/verify/x, 405", "DELETE /v1/models/x, 400"})
    void whatCanBeRefusedWithoutTheBodyIs(String request, int status) throws IOException {
        assertThat(headOf(request, true)).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
    }

    @Test
    void theKeyIsAskedForBeforeTheBodyIsRead() throws IOException {
        assertThat(headOf("POST /v1/models", false)).startsWith("HTTP/1.1 401");
        assertThat(headOf("POST " + ready() + "/proofs", false)).startsWith("HTTP/1.1 401");
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOnOnlyWhenItsBodyIsWanted() throws IOException {
        String expecting = "HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a key for this test\r\nExpect: 100-continue\r\n"
                + "Content-Type: application/json\r\nContent-Length: 33\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            assertThat(RawHttp.head(socket, "POST " + NOBODY + "/proofs " + expecting)).startsWith("HTTP/1.1 404");
        }
        try (Socket socket = new Socket("127.0.0.1", port)) {
            assertThat(RawHttp.head(socket, "POST " + ready() + "/proofs " + expecting)).startsWith("HTTP/1.1 100");
            assertThat(RawHttp.head(socket, "{\"inputs\": {\"x\": [[1, 2,    3]]}}")).startsWith("HTTP/1.1 202");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip", "unknown"})
    void codedBodiesAreRefused(String coding) {
        Api api = new Api(port, "a key for this test");
        Answer answer = api.send(api.request(ready() + "/proofs").header("Content-Type", "application/json")
                .header("Content-Encoding", coding).POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {31, -117, 8})));
        assertThat(answer.problem(415, "unsupported-media-type").get("expected").stringValue()).contains("identity");
        assertThat(api.send(api.request(ready() + "/proofs").header("Content-Type", "application/json")
                .header("Content-Encoding", "identity").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"inputs\": {\"x\": [[1, 2, 3]]}}")))
                .status()).isEqualTo(202);
    }

    @Test
    void whatMaySucceedLaterSaysWhen() {
        Api api = new Api(port, "a key for this test");
        String slow = api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(600_000, 0))).header("Location");
        Answer early = api.get(slow + "/verification-key");
        early.problem(409, "model-not-ready");
        assertThat(early.header("Retry-After")).matches("[1-9][0-9]*");
        early = api.post(slow + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}");
        early.problem(409, "model-not-ready");
        assertThat(early.header("Retry-After")).matches("[1-9][0-9]*");
        api.delete(slow);
        String failed = api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0) + "fail=1\n")).header("Location");
        api.await(failed, Api.status("FAILED"));
        Answer never = api.get(failed + "/verification-key");
        never.problem(409, "model-not-ready");
        assertThat(never.header("Retry-After")).isNull();
    }

    @Test
    void allowedMethodsAreNamedAndNoOthers() {
        Api api = new Api(port, "a key for this test");
        for (String path : new String[] {"/v1/models", NOBODY, NOBODY + "/proofs", "/v1/verify"}) {
            Answer options = api.send(api.request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
            for (String method : new String[] {"PATCH", "PUT", "TRACE", "QUERY", "UNKNOWN"}) {
                Answer refused = api.send(api.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
                refused.problem(405, "method-not-allowed");
                assertThat(refused.header("Allow").split(", ")).as(method + " " + path)
                        .containsExactlyInAnyOrder(options.header("Allow").split(", ?"));
            }
        }
    }

    @Test
    void theContainersRefusalsSayWhatTheyAre() throws IOException {
        String key = "Host: localhost\r\nAuthorization: Bearer a key for this test\r\nConnection: close\r\n";
        assertThat(RawHttp.exchange(port, "TRACE /v1/models HTTP/1.1\r\n" + key + "\r\n"))
                .startsWith("HTTP/1.1 405").contains("method-not-allowed").doesNotContain("a key");
        assertThat(RawHttp.exchange(port, "POST /v1/models HTTP/1.1\r\n" + key + "Transfer-Encoding: rot13\r\n\r\n"))
                .startsWith("HTTP/1.1 501").contains("urn:proofmark:problem:not-implemented");
        assertThat(RawHttp.exchange(port, "GET /v1/models HTTP/3.7\r\n" + key + "\r\n"))
                .startsWith("HTTP/1.1 505").contains("urn:proofmark:problem:version-not-supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/problem+json", "application/json", "text/html, application/xhtml+xml", "image/png"})
    void bytesAreServedWhateverIsAccepted(String accept) {
        Api api = new Api(port, "a key for this test");
        String model = ready();
        String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.await(proof, Api.status("SUCCEEDED"));
        for (String path : new String[] {model + "/verification-key", proof + "/proof", proof + "/statement"}) {
            Answer answer = api.send(api.request(path).header("Accept", accept).GET());
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        }
        api.send(api.request(NOBODY + "/verification-key").header("Accept", accept).GET()).problem(404, "model-not-found");
    }
}
