package dev.proofmark.proving.proof;

/// Bytes that are no key, statement or proof. The message says where and what was expected, never a value.
public final class MalformedBytes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedBytes(String message) {
        super(message);
    }
}
