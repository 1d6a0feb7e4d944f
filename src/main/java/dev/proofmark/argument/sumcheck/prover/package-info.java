/// The prover's rounds of the sumchecks: what [EqMessages][dev.proofmark.argument.sumcheck.EqMessages],
/// [FactorRounds][dev.proofmark.argument.sumcheck.FactorRounds] and
/// [ProductListMessages][dev.proofmark.argument.sumcheck.ProductListMessages] ask for. No verifier reaches this package.
package dev.proofmark.argument.sumcheck.prover;
