package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.PlainText;
import java.nio.charset.StandardCharsets;

/// Names in circuits: at most 512 bytes of UTF-8, plain text only.
public final class Names {
    static final int MAX_BYTES = 512;

    private Names() {
    }

    public static String check(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES || !new String(bytes, StandardCharsets.UTF_8).equals(name)) {
            throw new CircuitException("name", "a name must be at most " + MAX_BYTES + " bytes of UTF-8, got " + bytes.length);
        }
        if (!PlainText.isPlain(name)) {
            throw new CircuitException("name",
                    "a name must hold no control, format or other invisible character, got " + PlainText.escaped(name));
        }
        return name;
    }
}
