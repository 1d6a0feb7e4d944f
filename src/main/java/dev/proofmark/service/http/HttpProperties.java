package dev.proofmark.service.http;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What requests may take of a node.
///
/// @param memory heap for the bodies of all requests together, and for what is made of them until they are answered; by
///     default a quarter of what the largest heap leaves beyond what the service itself needs
/// @param bodyGrace how long a body may be slow at its beginning
/// @param bodyRate bytes per second that a body must bring on average after that
/// @param bodyDeadline how long a body may take as a whole
/// @param allowedOrigins origins of web pages that may call, such as `https://proofs.example`; the service's own always may
@ConfigurationProperties("proofmark.http")
public record HttpProperties(
        DataSize memory,
        @DefaultValue("10s") Duration bodyGrace,
        @DefaultValue("4KB") DataSize bodyRate,
        @DefaultValue("30m") Duration bodyDeadline,
        @DefaultValue List<String> allowedOrigins) {
    private static final DataSize OWN_HEAP = DataSize.ofMegabytes(128);

    public HttpProperties {
        memory = memory == null ? defaultMemory(Runtime.getRuntime().maxMemory()) : memory;
        allowedOrigins = List.copyOf(allowedOrigins);
        if (memory.toBytes() <= 0) {
            throw new IllegalArgumentException("proofmark.http.memory must be positive, is " + memory);
        }
        if (bodyGrace.isNegative() || bodyDeadline.compareTo(bodyGrace) < 0) {
            throw new IllegalArgumentException("proofmark.http.body-deadline must not be shorter than body-grace: %s, %s"
                    .formatted(bodyDeadline, bodyGrace));
        }
    }

    static DataSize defaultMemory(long heap) {
        return DataSize.ofBytes(Math.max(heap / 8, (heap - OWN_HEAP.toBytes()) / 4));
    }
}
