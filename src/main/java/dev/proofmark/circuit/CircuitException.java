package dev.proofmark.circuit;

/// A circuit that the builder refuses, or bytes that do not decode to a circuit. `code` names the rule.
public final class CircuitException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    public CircuitException(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
