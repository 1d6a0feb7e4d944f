package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;

/// What a side has to say of a sum of products A * B in a batched sumcheck, and of the factors where it ends.
public interface FactorRounds extends BatchRounds {
    /// A side that computes no messages.
    FactorRounds NONE = new FactorRounds() {
        @Override
        public Fr[] next() {
            return new Fr[0];
        }

        @Override
        public void bind(Fr r) {
        }

        @Override
        public Fr valueOfA() {
            throw new IllegalStateException("this side computes no messages");
        }

        @Override
        public Fr valueOfB() {
            throw new IllegalStateException("this side computes no messages");
        }
    };

    /// A(r), valid once every variable is bound.
    Fr valueOfA();

    /// B(r), valid once every variable is bound.
    Fr valueOfB();
}
