package dev.proofmark.proving.prover;

import dev.proofmark.proving.proof.ProofWalk;

/// Where a proof stands: named stages in order, for progress and cancellation.
final class Stages implements ProofWalk.StageListener {
    private final ProvingListener listener;
    private final String[] names;
    private int next;

    Stages(ProvingListener listener, String... names) {
        this.listener = listener;
        this.names = names;
    }

    /// **Errors** `ProvingCancelled` if the caller no longer wants the proof.
    @Override
    public void enter(String stage) {
        if (listener.cancelled()) {
            throw new ProvingCancelled(stage);
        }
        while (next < names.length && !names[next].equals(stage)) {
            next++;
        }
        listener.stage(stage, 100 * next / names.length);
    }

    /// A checkpoint inside the current stage, `done` of `all` parts of it finished.
    ///
    /// **Errors** `ProvingCancelled` as for `enter`.
    @Override
    public void advance(int done, int all) {
        if (listener.cancelled()) {
            throw new ProvingCancelled(names[next]);
        }
        listener.stage(names[next], (100 * next + 100 * done / Math.max(1, all)) / names.length);
    }
}
