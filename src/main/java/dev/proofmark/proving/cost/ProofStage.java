package dev.proofmark.proving.cost;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The stages of making a proof, in order, as a [ProvingListener][dev.proofmark.proving.prover.ProvingListener] hears them.
public enum ProofStage {
    WITNESS,
    COMMITMENTS,
    LOOKUPS,
    LAYERS,
    OPENING;

    /// The stage of that name; empty for any other name.
    public static Optional<ProofStage> named(String name) {
        return Stream.of(values()).filter(stage -> stage.name().toLowerCase(Locale.ROOT).equals(name)).findFirst();
    }
}
