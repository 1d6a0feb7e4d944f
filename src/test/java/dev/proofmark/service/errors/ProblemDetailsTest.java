package dev.proofmark.service.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Answer;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Whatever goes wrong, and wherever, the answer is a problem.
@ServiceTest
class ProblemDetailsTest {
    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(port);
    }

    @Test
    void unknownAddresses() {
        JsonNode problem = api.get("/v1/nothing").problem(404, "not-found");
        assertThat(problem.get("instance").stringValue()).isEqualTo("/v1/nothing");
        api.get("/actuator/env").problem(404, "not-found");
    }

    @Test
    void wrongMethods() {
        Answer answer = api.send(api.request("/v1/models").PUT(HttpRequest.BodyPublishers.noBody()));
        JsonNode problem = answer.problem(405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
        assertThat(problem.get("actual").stringValue()).isEqualTo("PUT");
    }

    @Test
    void wrongContentTypes() {
        JsonNode problem = api.post("/v1/models", "application/json", new byte[0]).problem(415, "unsupported-media-type");
        assertThat(problem.get("expected").stringValue()).isEqualTo("multipart/form-data");
        assertThat(problem.get("actual").stringValue()).isEqualTo("application/json");
        api.post("/v1/models", null, new byte[] {1}).problem(415, "unsupported-media-type");
        api.post("/v1/models", "no type", new byte[] {1}).problem(415, "unsupported-media-type");
        String model = api.readyModel(FakeEngine.model(0, 0));
        api.post(model + "/proofs", "text/plain", new byte[] {1}).problem(415, "unsupported-media-type");
    }

    @Test
    void whatTheClientDoesNotAccept() {
        api.send(api.request("/v1/models").header("Accept", "image/png").GET()).problem(406, "not-acceptable");
        api.send(api.request("/v1/nothing").header("Accept", "image/png").GET()).problem(404, "not-found");
    }

    @Test
    void malformedMultipartBodies() {
        api.post("/v1/models", "multipart/form-data", new byte[] {1, 2}).problem(400, "malformed-multipart");
        api.post("/v1/models", "multipart/form-data; boundary=b", "--b\r\nContent".getBytes(StandardCharsets.US_ASCII))
                .problem(400, "malformed-multipart");
    }

    @Test
    void tooLargeUploads() {
        JsonNode problem = api.post("/v1/models", new Form().file("model", "m", new byte[3 << 20])).problem(413, "too-large");
        assertThat(problem.get("expected").stringValue()).contains(String.valueOf(2 << 20));
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0)).file("calibration", "c", new byte[70_000]))
                .problem(413, "too-large");
        Form many = new Form();
        for (int i = 0; i < 100; i++) {
            many.field("externalData", "x");
        }
        api.post("/v1/models", many).problem(413, "too-large");
    }

    @Test
    void requestsThatReachNoServlet() throws IOException {
        assertThat(raw("GET /v1/mo[]dels HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400").contains("application/problem+json").contains("urn:proofmark:problem:malformed-request");
        assertThat(raw("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400").contains("application/problem+json");
        assertThat(raw("POST /v1/models HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @Test
    void foreignHostNamesAreNotServedWithoutAKey() throws IOException {
        assertThat(raw("GET /v1/models HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421").contains("application/problem+json").contains("misdirected");
        assertThat(raw("GET /v1/models HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void healthAndDescriptionAnswer() {
        assertThat(api.get("/actuator/health").expect(200).get("status").stringValue()).isEqualTo("UP");
        assertThat(api.get("/actuator/health/readiness").expect(200).get("status").stringValue()).isEqualTo("UP");
        assertThat(api.get("/swagger-ui/index.html").status()).isEqualTo(200);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
