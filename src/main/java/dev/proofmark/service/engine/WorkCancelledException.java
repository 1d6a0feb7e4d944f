package dev.proofmark.service.engine;

/// Work that ended early because its monitor said so.
public final class WorkCancelledException extends RuntimeException {
    public WorkCancelledException() {
        super("cancelled");
    }
}
