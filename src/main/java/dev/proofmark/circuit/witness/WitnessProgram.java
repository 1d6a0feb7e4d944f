package dev.proofmark.circuit.witness;

import java.util.List;

/// The prover's recipe for every `WITNESS` and `PUBLIC` tensor of a circuit. Part of the proving key, outside the
/// verification key and its digest: a wrong recipe makes proofs fail, never lie.
public record WitnessProgram(List<WitnessStep> steps) {
    public WitnessProgram {
        steps = List.copyOf(steps);
    }
}
