package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;

/// What a side has to say of one instance of a batched sumcheck: the prover's rounds, or nothing.
public interface BatchRounds {
    /// Coefficients `{X^0, X^2, X^3}` of the current round's polynomial; the last is zero on quadratic variables.
    Fr[] next();

    /// Binds the current variable.
    void bind(Fr r);
}
