package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.lookup.FractionTree;
import dev.proofmark.argument.sumcheck.ProductRounds;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Contract;

/// What the walk asks of the prover. The verifier and the planner walk without one.
public interface WalkProver {
    /// The fractions of all lookups and tables.
    FractionTree tree(Fr alpha, Fr beta);

    /// The node's multilinear extension at a point.
    Fr evaluate(int node, Point point);

    /// Rounds of the contraction's sumcheck for a claim at `point`: first operand as A, second as B.
    ProductRounds contract(Contract contract, Point point);

    /// Rounds of the map's sumcheck for a claim at `point`: operand as A, matrix as B.
    ProductRounds axisMap(AxisMap map, Point point);
}
