package dev.proofmark.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the service, over real HTTP. Every answer must be one that `openapi/openapi.yaml` describes.
public final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /// For anything that will happen unless something is broken, on however busy a machine.
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String BOUNDARY = "test-boundary-7d3f";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String key;

    public Api(int port) {
        this(port, null);
    }

    public Api(int port, String key) {
        this.base = "http://127.0.0.1:" + port;
        this.key = key;
    }

    /// An answer with its body as bytes and, on demand, as JSON.
    public record Answer(int status, HttpResponse<byte[]> response) {
        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /// Holds that this is a problem of that status and code, in the right content type, and gives it.
        public JsonNode problem(int expectedStatus, String code) {
            assertThat(status).as(text()).isEqualTo(expectedStatus);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            JsonNode problem = json();
            assertThat(problem.path("code").stringValue("")).as(text()).isEqualTo(code);
            assertThat(problem.path("type").stringValue("")).isEqualTo("urn:proofmark:problem:" + code);
            assertThat(problem.path("status").intValue()).isEqualTo(expectedStatus);
            assertThat(problem.path("title").stringValue("")).isNotBlank();
            assertThat(problem.path("detail").stringValue("")).isNotBlank();
            return problem;
        }

        public JsonNode expect(int expectedStatus) {
            assertThat(status).as(text()).isEqualTo(expectedStatus);
            return response.body().length == 0 ? null : json();
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer post(String path, String json) {
        return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(String path, String contentType, byte[] body) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(contentType == null ? request : request.header("Content-Type", contentType));
    }

    public Answer post(String path, Form form) {
        return post(path, "multipart/form-data; boundary=" + BOUNDARY, form.end());
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        return key == null ? builder : builder.header("Authorization", "Bearer " + key);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpRequest sent = request.build();
            HttpResponse<byte[]> response = client.send(sent, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(ApiDescription.committed().faults(sent.method(), sent.uri().getRawPath(), response.statusCode(),
                    response.headers().map(), response.body())).as(sent + ", by openapi/openapi.yaml").isEmpty();
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Asks again and again until the answer satisfies.
    public JsonNode await(String path, Predicate<JsonNode> condition) {
        return Await.until(path, () -> get(path).expect(200), condition);
    }

    public static Predicate<JsonNode> status(String status) {
        return body -> body.path("status").stringValue("").equals(status);
    }

    /// Uploads a fake model and waits until it is ready; gives its address.
    public String readyModel(String model) {
        Answer answer = post("/v1/models", new Form().file("model", "m.onnx", model));
        answer.expect(202);
        await(answer.header("Location"), status("READY"));
        return answer.header("Location");
    }

    /// A multipart body under construction.
    public static final class Form {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        public Form file(String name, String fileName, String content) {
            return file(name, fileName, content.getBytes(StandardCharsets.UTF_8));
        }

        public Form file(String name, String fileName, byte[] content) {
            return part("form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"", content);
        }

        public Form field(String name, String content) {
            return part("form-data; name=\"" + name + "\"", content.getBytes(StandardCharsets.UTF_8));
        }

        private Form part(String disposition, byte[] content) {
            write(("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            write(content);
            write("\r\n".getBytes(StandardCharsets.UTF_8));
            return this;
        }

        private byte[] end() {
            write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
            return bytes.toByteArray();
        }

        private void write(byte[] content) {
            bytes.writeBytes(content);
        }
    }
}
