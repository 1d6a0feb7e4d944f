package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.transcript.AffineForm;

/// What a side has to say in the opening: the prover's rounds, masks and responses, or nothing.
public interface OpeningMessages {
    /// A side that computes no messages.
    OpeningMessages NONE = new OpeningMessages() {
        @Override
        public void start(OpeningProblem problem) {
        }

        @Override
        public Fr[] round() {
            return new Fr[0];
        }

        @Override
        public void bind(Fr r) {
        }

        @Override
        public void mask(OpeningChecks.Weights weights, AffineForm claim, int finalPads) {
        }

        @Override
        public OpeningChecks.First first() {
            throw new IllegalStateException("this side computes no messages");
        }

        @Override
        public void respond(Fr e) {
        }

        @Override
        public OpeningChecks.Responses responses() {
            throw new IllegalStateException("this side computes no messages");
        }
    };

    void start(OpeningProblem problem);

    /// X^0 and X^2 of the current round.
    Fr[] round();

    void bind(Fr r);

    /// Makes the first messages, for the claim that the rounds left.
    void mask(OpeningChecks.Weights weights, AffineForm claim, int finalPads);

    OpeningChecks.First first();

    /// Makes the responses to the challenge.
    void respond(Fr e);

    OpeningChecks.Responses responses();
}
