package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.lookup.FractionMessages;
import dev.proofmark.argument.sumcheck.FactorRounds;
import dev.proofmark.argument.sumcheck.ProductListMessages;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Contract;

/// What a side has to say during the walk: the prover computes it from the witness; verifier and planner have nothing to say.
public interface WalkMessages {
    /// A side that computes no messages.
    WalkMessages NONE = new WalkMessages() {
        @Override
        public FractionMessages fractions(Fr alpha, Fr beta) {
            return FractionMessages.NONE;
        }

        @Override
        public Fr evaluate(int node, Point point) {
            throw new IllegalStateException("this side computes no messages");
        }

        @Override
        public FactorRounds contract(Contract contract, Point point) {
            return FactorRounds.NONE;
        }

        @Override
        public FactorRounds axisMap(AxisMap map, Point point) {
            return FactorRounds.NONE;
        }

        @Override
        public ProductListMessages products() {
            return ProductListMessages.NONE;
        }
    };

    /// The fractions of all lookups and tables.
    FractionMessages fractions(Fr alpha, Fr beta);

    /// The node's multilinear extension at a point.
    Fr evaluate(int node, Point point);

    /// Rounds of the contraction's sumcheck for a claim at `point`: first operand as A, second as B.
    FactorRounds contract(Contract contract, Point point);

    /// Rounds of the map's sumcheck for a claim at `point`: operand as A, matrix as B.
    FactorRounds axisMap(AxisMap map, Point point);

    /// The list of products, once it is complete.
    ProductListMessages products();
}
