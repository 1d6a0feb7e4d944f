/// From inputs to all integer values of a circuit: the witness program fills the committed tensors, expressions are
/// evaluated exactly, table uses are counted. Only the prover needs this package; what it computes is checked by the
/// argument, so a mistake here makes proofs fail and cannot make a false one pass.
package dev.proofmark.proving.witness;
