package dev.proofmark.proving.key.owner;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.witness.WitnessProgram;
import java.util.List;
import java.util.Map;

/// The owner's step from weights to a key without registration proof, and from there to a registered key.
public final class KeyCommitment {
    private KeyCommitment() {
    }

    /// Rebuilds the commitments from weights and seed. Also how an auditor who is shown both checks a key.
    ///
    /// **Errors** `IllegalArgumentException` for weights that do not fit the circuit.
    public static ProvingKey commit(Circuit circuit, WitnessProgram program, Map<Integer, long[]> weights, byte[] seed, Workers workers) {
        return ProvingKey.commit(circuit, program, weights, seed, workers);
    }

    public static ProvingKey registered(ProvingKey key, List<byte[]> proofs) {
        return key.registered(proofs);
    }
}
