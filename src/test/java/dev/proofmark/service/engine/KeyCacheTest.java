package dev.proofmark.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        Metrics.addRegistry(meters);
    }

    @AfterEach
    void leave() {
        Metrics.removeRegistry(meters);
    }

    @Test
    void whatIsKnownIsNotMadeAgainAndBothAreCounted() {
        KeyCache<String, String> cache = new KeyCache<>("tested");
        String made = cache.get("a", () -> "made");
        assertThat(cache.get("a", () -> "made again")).isSameAs(made);
        assertThat(cache.get("b", () -> "another")).isEqualTo("another");
        assertThat(count("hit")).isEqualTo(1);
        assertThat(count("miss")).isEqualTo(2);
    }

    private double count(String result) {
        return meters.get("proofmark.key.cache").tags("keys", "tested", "result", result).counter().count();
    }
}
