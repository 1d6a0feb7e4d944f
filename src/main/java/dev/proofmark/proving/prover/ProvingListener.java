package dev.proofmark.proving.prover;

/// The caller's side of a long proof: hears of stages, may cancel between them.
public interface ProvingListener {
    ProvingListener NONE = (stage, percent) -> { };

    /// A stage begins; `percent` of the stages are done.
    void stage(String name, int percent);

    /// Asked at every stage.
    default boolean cancelled() {
        return false;
    }
}
