package dev.proofmark.bench;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/// The body of a `multipart/form-data` request.
public final class Multipart {
    private static final String BOUNDARY = "proofmark-part-boundary-7f3a91";
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /// A file part.
    public Multipart file(String name, String fileName, byte[] content) {
        return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", "application/octet-stream", content);
    }

    /// A part that holds a JSON document.
    public Multipart json(String name, String document) {
        return part("name=\"" + name + "\"; filename=\"" + name + ".json\"", "application/json",
                document.getBytes(StandardCharsets.UTF_8));
    }

    private Multipart part(String disposition, String type, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition
                + "\r\nContent-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    BodyPublisher publisher() {
        byte[] end = ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return BodyPublishers.ofByteArrays(java.util.List.of(body.toByteArray(), end));
    }
}
