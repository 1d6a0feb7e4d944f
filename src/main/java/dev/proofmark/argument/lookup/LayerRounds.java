package dev.proofmark.argument.lookup;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.sumcheck.EqRounds;

/// The prover's rounds of one layer of the fraction tree: h(x) = p0 q1 + q0 (p1 + lambda q1).
abstract class LayerRounds extends EqRounds {
    protected LayerRounds(Fr[] z, Fr claim) {
        super(z, claim);
    }

    /// `{p0, p1, q0, q1}` at the bound point, once every variable is bound.
    abstract Fr[] children();
}
