package dev.proofmark.service.artifacts;

/// Sealed bytes that are damaged, or were sealed under another key.
public final class SealBrokenException extends RuntimeException {
    SealBrokenException(String message) {
        super(message);
    }
}
