package dev.proofmark.service.engine;

/// An input that the compiled model does not take.
public final class InputRefusedException extends RuntimeException {
    private final String expected;
    private final String actual;

    public InputRefusedException(String message, String expected, String actual) {
        super(message);
        this.expected = expected;
        this.actual = actual;
    }

    public String expected() {
        return expected;
    }

    public String actual() {
        return actual;
    }
}
