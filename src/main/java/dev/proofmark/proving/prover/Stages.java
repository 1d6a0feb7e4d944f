package dev.proofmark.proving.prover;

/// Where a proof stands: named stages in order, for progress and cancellation.
final class Stages {
    private final ProvingListener listener;
    private final String[] names;
    private int next;

    Stages(ProvingListener listener, String... names) {
        this.listener = listener;
        this.names = names;
    }

    /// **Errors** `ProvingCancelled` if the caller no longer wants the proof.
    void enter(String stage) {
        if (listener.cancelled()) {
            throw new ProvingCancelled(stage);
        }
        while (next < names.length && !names[next].equals(stage)) {
            next++;
        }
        listener.stage(stage, 100 * next / names.length);
    }
}
