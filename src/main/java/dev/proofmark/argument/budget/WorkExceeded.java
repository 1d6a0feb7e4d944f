package dev.proofmark.argument.budget;

/// Work that a verifier refuses because it would cost too much. The key that asks for it is refused.
public final class WorkExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkExceeded(String purpose, long limit, long needed) {
        super(purpose + " may take " + limit + " operations, this needs at least " + needed, null, false, false);
    }
}
