/// Keys. A `VerificationKey` is the circuit with the commitments to the weights and the proof that every weight lies in its
/// declared range; its digest names the model. A `ProvingKey` adds what only the owner knows: the weights, the seed of
/// their blindings and the witness program.
///
/// Weight blindings are derived from the seed, so model + seed rebuild the same key byte for byte.
package dev.proofmark.proving.key;
