package dev.proofmark.compiler;

/// An input that the compiled model does not take. Tells the input's name, the position and what is accepted, never the
/// value: inputs are secrets.
public final class InputRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong with it.
    public enum Reason {
        UNKNOWN_INPUT,
        MISSING_INPUT,
        WRONG_INPUT_COUNT,
        WRONG_SHAPE,
        NOT_A_NUMBER,
        OUT_OF_RANGE
    }

    private final Reason reason;
    private final String input;
    private final String expected;
    private final String actual;

    public InputRejectedException(Reason reason, String input, String message, String expected, String actual) {
        super(message + " (expected " + expected + ", actual " + actual + ")");
        this.reason = reason;
        this.input = input;
        this.expected = expected;
        this.actual = actual;
    }

    public Reason reason() {
        return reason;
    }

    /// The input's name; empty when it is about all of them.
    public String input() {
        return input;
    }

    public String expected() {
        return expected;
    }

    public String actual() {
        return actual;
    }
}
