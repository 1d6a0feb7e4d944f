package dev.proofmark.argument.sumcheck.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.sumcheck.EqMessages;

/// The prover's side of an eq-weighted sumcheck: computes each round's polynomial
/// `t(X) = sum_x eq(z_rest, x) h(r, X, x)`, of degree 2.
///
/// Subclasses give `t(0)` and the coefficient of X^2; that of X comes from the claim
/// `t(0) + z (a1 + a2) = claim`, which saves a third of the evaluation.
public abstract class EqRounds implements EqMessages {
    private final Fr[] inverses;
    private int round;
    private Fr claim;
    private Fr a1;
    private Fr a2;

    /// @param z     the eq point, in the order in which variables are bound
    /// @param claim the true sum
    protected EqRounds(Fr[] z, Fr claim) {
        this.inverses = Fr.invertAll(z);
        this.claim = claim;
    }

    /// `{t(0), a2}` of the current round.
    protected abstract Fr[] evaluate(int round);

    protected abstract void fold(int round, Fr r);

    @Override
    public final Fr[] next() {
        Fr[] values = evaluate(round);
        a2 = values[1];
        a1 = claim.subtract(values[0]).multiply(inverses[round]).subtract(a2);
        return new Fr[] {a1, a2};
    }

    @Override
    public final void bind(Fr r, Fr z) {
        claim = claim.add(a1.multiply(r.subtract(z))).add(a2.multiply(r.square().subtract(z)));
        fold(round, r);
        round++;
    }
}
