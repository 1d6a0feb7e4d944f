package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;

/// The prover's side of one instance of a batched sumcheck.
public interface BatchRounds {
    /// Coefficients `{X^0, X^2, X^3}` of the current round's polynomial; the last is zero on quadratic variables.
    Fr[] next();

    /// Binds the current variable.
    void bind(Fr r);
}
