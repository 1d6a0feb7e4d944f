package dev.proofmark.service.tensors;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;

/// How many numbers one document may still bring.
final class ElementLimit {
    private final int limit;
    private int used;

    ElementLimit(int limit) {
        this.limit = limit;
    }

    void take() {
        if (++used > limit) {
            throw ProblemException.of(ProblemCode.TOO_LARGE, "the document has too many numbers", "at most " + limit, "more");
        }
    }
}
