package dev.proofmark.proving.prover;

/// The caller cancelled the proof; nothing of it remains.
public final class ProvingCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProvingCancelled(String stage) {
        super("cancelled in stage " + stage);
    }
}
