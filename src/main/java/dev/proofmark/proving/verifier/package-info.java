/// The verifier: a pure, total function of untrusted bytes. It reaches no prover, no clock, no randomness, no logging.
///
/// `Verifier` checks a key's registration proof once, then any number of proofs. What it computes by itself it never takes
/// from the proof: counts, shapes, zero rows and digests come from the key's content.
package dev.proofmark.proving.verifier;
