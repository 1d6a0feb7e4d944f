package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import java.util.Optional;

/// How fast a body must come: after a grace, at a least average rate, and as a whole before its deadline.
final class BodyPace {
    private final HttpProperties limits;
    private final long start;

    BodyPace(HttpProperties limits, long start) {
        this.limits = limits;
        this.start = start;
    }

    /// Why the body is given up; empty while it is fast enough.
    Optional<ProblemException> fault(long received, long now) {
        long elapsed = now - start;
        long beyondGrace = elapsed - limits.bodyGrace().toNanos();
        if (elapsed > limits.bodyDeadline().toNanos()) {
            return Optional.of(ProblemException.of(ProblemCode.BODY_TOO_SLOW, "the body took too long",
                    "all of it within " + limits.bodyDeadline().toSeconds() + " s", received + " bytes"));
        }
        if (beyondGrace > 0 && received < beyondGrace / 1e9 * limits.bodyRate().toBytes()) {
            return Optional.of(ProblemException.of(ProblemCode.BODY_TOO_SLOW, "the body comes too slowly",
                    "at least %d bytes per second after %d s".formatted(
                            limits.bodyRate().toBytes(), limits.bodyGrace().toSeconds()),
                    received + " bytes in " + elapsed / 1_000_000_000 + " s"));
        }
        return Optional.empty();
    }
}
