package dev.proofmark.service.jobs;

/// What any node does for all beside its jobs, again and again while it lives; the first time at its start.
public interface Upkeep {
    /// One round, which reads little where nothing is to be done.
    ///
    /// @return whether there is more to do at once
    boolean round();
}
