package dev.proofmark.bench;

import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// The times that a finished proof's page tells.
final class Timings {
    private Timings() {
    }

    /// Seconds from the job's start to its end, without the wait in the queue.
    static OptionalDouble proving(JsonNode proof) {
        JsonNode millis = proof.path("timings").path("runningMillis");
        return millis.isNumber() ? OptionalDouble.of(millis.asDouble() / 1000) : OptionalDouble.empty();
    }
}
