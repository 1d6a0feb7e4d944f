package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.PlainText;

/// Names of circuit tensors: for reports only, so long ones are cut, and what is not plain is escaped.
final class TensorNames {
    private static final int MAX_CHARS = 120;

    private TensorNames() {
    }

    static String of(String name) {
        String cut = name.length() <= MAX_CHARS ? name : name.substring(name.length() - MAX_CHARS);
        String escaped = PlainText.escaped(cut);
        return escaped.length() <= MAX_CHARS ? escaped : escaped.substring(escaped.length() - MAX_CHARS);
    }
}
