/// How the prover fills the tensors of a circuit: one step per witness tensor, part of the proving key.
///
/// **Not here** a verifier: whatever a witness program says, the circuit's constraints decide.
package dev.proofmark.circuit.witness;
