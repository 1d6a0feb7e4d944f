package dev.proofmark.argument.lookup;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.sumcheck.EqMessages;

/// What a side has to say of one layer of the fraction tree: h(x) = p0 q1 + q0 (p1 + lambda q1).
public interface LayerMessages extends EqMessages {
    /// `{p0, p1, q0, q1}` at the bound point, once every variable is bound.
    Fr[] children();
}
