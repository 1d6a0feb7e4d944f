/// Keys. A `VerificationKey` is the circuit with the commitments to the weights and the proof that every weight lies in its
/// declared range; its digest names the model. What only the owner knows stands in `owner`.
package dev.proofmark.proving.key;
