package dev.proofmark.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The public API as a client in another process uses it: upload, poll, prove, download, verify.
public final class ApiClient {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final Duration patience;

    /// @param patience how long one job may take before the client gives up
    public ApiClient(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
    }

    /// Uploads a model and returns its address; the service compiles it in the background.
    public URI upload(Multipart model) throws IOException, InterruptedException {
        return location(post("/v1/models", model));
    }

    /// Asks for a proof of the model at `model` and returns the proof's address.
    public URI prove(URI model, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(model + "/proofs"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build();
        return location(http.send(request, BodyHandlers.ofByteArray()));
    }

    /// Reads the job at `address` until its status is final; answers its last state, which is `expected`.
    public JsonNode await(URI address, String expected) throws IOException, InterruptedException {
        Set<String> last = Set.of("READY", "SUCCEEDED", "FAILED", "CANCELLED");
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode state = json(get(address));
            String status = state.path("status").asString();
            if (status.equals(expected)) {
                return state;
            }
            if (last.contains(status)) {
                throw new IOException("%s ended as %s: %s".formatted(address, status, state));
            }
            Thread.sleep(POLL);
        }
        throw new IOException("%s was not %s after %s".formatted(address, expected, patience));
    }

    /// The verdict on a proof that the service keeps.
    public JsonNode verify(URI proof) throws IOException, InterruptedException {
        String id = proof.getPath().replaceFirst(".*/", "");
        return json(get(base.resolve("/v1/verify/" + id)));
    }

    /// The verdict on uploaded bytes.
    public JsonNode verify(byte[] proof, byte[] key) throws IOException, InterruptedException {
        return json(post("/v1/verify", new Multipart().file("proof", "proof.bin", proof).file("key", "key.bin", key)));
    }

    /// The page of a list that starts at `path`.
    public JsonNode list(String path) throws IOException, InterruptedException {
        return json(get(base.resolve(path)));
    }

    /// Downloads the bytes at `address`.
    public byte[] bytes(URI address) throws IOException, InterruptedException {
        return ok(get(address));
    }

    /// Takes the resource at `address` away.
    public void delete(URI address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(HttpRequest.newBuilder(address).DELETE().build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer);
        }
    }

    private HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(String path, Multipart parts) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", parts.contentType())
                .POST(parts.publisher()).build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private URI location(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 202) {
            throw refused(answer);
        }
        String location = answer.headers().firstValue("Location")
                .orElseThrow(() -> new IOException("202 without a Location header from " + answer.uri()));
        return base.resolve(location);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(ok(answer));
    }

    private static byte[] ok(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        return answer.body();
    }

    private static IOException refused(HttpResponse<byte[]> answer) {
        return new IOException("%s answered %d: %s".formatted(answer.uri(), answer.statusCode(),
                new String(answer.body(), StandardCharsets.UTF_8)));
    }
}
