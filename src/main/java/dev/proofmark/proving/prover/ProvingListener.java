package dev.proofmark.proving.prover;

/// The caller's side of a long proof: hears of stages, may cancel between them.
public interface ProvingListener {
    ProvingListener NONE = (stage, percent) -> {};

    /// A stage begins or goes on; `percent` of all stages are done. Called often, from the proving thread: return quickly.
    void stage(String name, int percent);

    /// Asked at every stage and many times within the long ones.
    default boolean cancelled() {
        return false;
    }
}
