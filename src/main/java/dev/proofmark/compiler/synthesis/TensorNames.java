package dev.proofmark.compiler.synthesis;

import java.nio.charset.StandardCharsets;

/// Names of circuit tensors: for reports only, so long ones are cut and malformed ones repaired.
final class TensorNames {
    private static final int MAX_CHARS = 120;

    private TensorNames() {
    }

    static String of(String name) {
        String cut = name.length() <= MAX_CHARS ? name : name.substring(name.length() - MAX_CHARS);
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
