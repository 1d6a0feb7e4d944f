package dev.proofmark.argument.transcript;

/// A proof message that does not decode. Caught by the verifier, which rejects with the message as reason.
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessage(String message) {
        super(message, null, false, false);
    }
}
