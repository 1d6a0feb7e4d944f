package dev.proofmark.service.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The few calls that the demonstration makes.
final class DemoClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BOUNDARY = "proofmark-demo-part";
    private static final long POLL_MILLIS = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String apiKey;

    DemoClient(String base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET(), 200);
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    JsonNode post(String path, byte[] json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json)), 202);
    }

    JsonNode upload(String path, byte[] model, String fileName, byte[] calibration) throws IOException, InterruptedException {
        byte[] body = join(
                part("model", fileName), model, ascii("\r\n"), part("calibration", "calibration.json"), calibration,
                ascii("\r\n--" + BOUNDARY + "--\r\n"));
        return send(request(path).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)), 202);
    }

    /// Asks until the resource has left its unfinished states.
    JsonNode await(String path, Consumer<JsonNode> seen) throws IOException, InterruptedException {
        while (true) {
            JsonNode body = get(path);
            seen.accept(body);
            switch (body.get("status").stringValue()) {
                case "COMPILING", "QUEUED", "RUNNING" -> Thread.sleep(POLL_MILLIS);
                default -> {
                    return body;
                }
            }
        }
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = DemoClient.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is missing");
            }
            return in.readAllBytes();
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        return apiKey.isBlank() ? builder : builder.header("Authorization", "Bearer " + apiKey);
    }

    private JsonNode send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != expected) {
            throw new IOException("expected status %d, got %d: %s".formatted(
                    expected, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
        }
        return JSON.readTree(response.body());
    }

    private static byte[] part(String name, String fileName) {
        return ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\n\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... pieces) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
