package dev.proofmark.compiler.synthesis;

/// An integer program that has no circuit of this construction.
public final class LoweringException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String step;

    LoweringException(String message) {
        this("", message);
    }

    private LoweringException(String step, String message) {
        super(message);
        this.step = step;
    }

    /// The same at a step, for what is met while that is lowered.
    static LoweringException at(String step, RuntimeException beyond) {
        return new LoweringException(step, beyond.getMessage());
    }

    /// The name of the step that has no circuit; empty when it is the program as a whole.
    public String step() {
        return step;
    }
}
