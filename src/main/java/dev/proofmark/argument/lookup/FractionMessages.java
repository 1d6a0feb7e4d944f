package dev.proofmark.argument.lookup;

import dev.proofmark.algebra.field.Fr;

/// What a side has to say of the fraction tree: the prover's layers from the root down, or nothing.
public interface FractionMessages {
    /// A side that computes no messages.
    FractionMessages NONE = new FractionMessages() {
        @Override
        public Fr root() {
            throw new IllegalStateException("this side computes no messages");
        }

        @Override
        public LayerMessages layer(int k, Fr[] z, Fr lambda) {
            return new LayerMessages() {
                @Override
                public Fr[] next() {
                    return new Fr[0];
                }

                @Override
                public void bind(Fr r, Fr z) {
                }

                @Override
                public Fr[] children() {
                    return new Fr[0];
                }
            };
        }

        @Override
        public void join(LayerMessages layer, Fr mu) {
        }
    };

    /// Denominator of the whole sum.
    Fr root();

    /// Layer k; `z` in binding order (bits inside the chunk first).
    LayerMessages layer(int k, Fr[] z, Fr lambda);

    /// Takes the claims to the next layer's point.
    void join(LayerMessages layer, Fr mu);
}
