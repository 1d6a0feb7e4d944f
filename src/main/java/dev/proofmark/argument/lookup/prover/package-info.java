/// The prover's tree of fractions: what [FractionMessages][dev.proofmark.argument.lookup.FractionMessages] asks for. Layers are
/// plain arrays near the root and vectors below; both give equal messages. No verifier reaches this package.
package dev.proofmark.argument.lookup.prover;
