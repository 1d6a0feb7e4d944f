package dev.proofmark.service.errors;

/// An unforeseen exception as the log may show it: types and stack frames, no messages, because an unforeseen message can
/// hold anything, secrets included.
public final class Redacted extends Exception {
    private Redacted(Throwable original, int depth) {
        super(original.getClass().getName(),
                original.getCause() == null || depth == 0 ? null : new Redacted(original.getCause(), depth - 1));
        setStackTrace(original.getStackTrace());
    }

    public static Redacted of(Throwable original) {
        return new Redacted(original, 8);
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
