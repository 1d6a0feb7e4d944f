/// The prover. `KeyGenerator` turns a circuit and its weights into keys, `Prover` an input into a proof; both make a
/// `ProofSession`, which commits, walks (`CircuitProver` gives the walk its messages) and opens.
///
/// All randomness of a proof comes from one generator, keyed by fresh entropy and everything secret and public that the
/// proof depends on. Nothing is logged; progress is stage names only.
package dev.proofmark.proving.prover;
