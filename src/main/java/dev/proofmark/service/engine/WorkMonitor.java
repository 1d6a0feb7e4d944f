package dev.proofmark.service.engine;

/// Between a long call and whoever waits for it.
public interface WorkMonitor {
    /// Tells where the work is.
    ///
    /// @param stage a short name, such as `commit`
    /// @param fraction how much of the whole work is done, 0 to 1
    void progress(String stage, double fraction);

    /// Whether the result is no longer wanted; the call should then end soon with `WorkCancelledException`.
    boolean cancelled();

    default void stopIfCancelled() {
        if (cancelled()) {
            throw new WorkCancelledException();
        }
    }
}
