package dev.proofmark.service.engine;

/// Bytes that are not a verification key.
public final class KeyUnreadableException extends RuntimeException {
    public KeyUnreadableException(String message) {
        super(message);
    }
}
