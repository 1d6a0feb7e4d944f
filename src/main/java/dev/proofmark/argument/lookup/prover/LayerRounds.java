package dev.proofmark.argument.lookup.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.lookup.LayerMessages;
import dev.proofmark.argument.sumcheck.prover.EqRounds;

/// The prover's rounds of one layer of the fraction tree: h(x) = p0 q1 + q0 (p1 + lambda q1).
public abstract class LayerRounds extends EqRounds implements LayerMessages {
    protected LayerRounds(Fr[] z, Fr claim) {
        super(z, claim);
    }
}
