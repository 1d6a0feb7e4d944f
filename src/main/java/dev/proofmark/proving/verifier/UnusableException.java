package dev.proofmark.proving.verifier;

/// A file that the verifier can say nothing about; the message is for its user.
final class UnusableException extends Exception {
    UnusableException(String message) {
        super(message);
    }
}
