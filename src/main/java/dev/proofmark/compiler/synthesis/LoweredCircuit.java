package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.witness.WitnessProgram;
import java.util.Map;

/// A circuit with what only its owner knows.
///
/// @param weights logical values, row-major, of every `WEIGHT` tensor by id: secret
public record LoweredCircuit(Circuit circuit, WitnessProgram witness, Map<Integer, long[]> weights, CircuitCost cost) {
    public LoweredCircuit {
        weights = Map.copyOf(weights);
    }

    /// Without the weights.
    @Override
    public String toString() {
        return "circuit of " + circuit.nodes().size() + " nodes, " + weights.size() + " weight tensors";
    }
}
