package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;

/// What a side of an eq-weighted sumcheck has to say: the prover's rounds, or nothing.
public interface EqMessages {
    /// A side that computes no messages.
    EqMessages NONE = new EqMessages() {
        @Override
        public Fr[] next() {
            return new Fr[0];
        }

        @Override
        public void bind(Fr r, Fr z) {
        }
    };

    /// The round's `{a1, a2}`.
    Fr[] next();

    /// Binds the current variable to `r`; `z` is the eq point's coordinate.
    void bind(Fr r, Fr z);
}
