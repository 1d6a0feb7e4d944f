package dev.proofmark.compiler.layout;

/// An integer program that has no circuit of this construction.
public final class LoweringException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LoweringException(String message) {
        super(message);
    }
}
