/// The group of the commitments: BN254 G1, y^2 = x^3 + 3 over Fp, prime order r, cofactor 1.
///
/// **Problem.** A commitment is a sum of many multiples of fixed points; a verifier's last step is one big sum of
/// multiples of points from a proof. Both must be fast, and the fixed points must be such that nobody knows a relation
/// between them.
///
/// **Types.** [dev.proofmark.algebra.curve.G1] a point and its two encodings;
/// [dev.proofmark.algebra.curve.HashToCurve] and [dev.proofmark.algebra.curve.Generators] the fixed points;
/// [dev.proofmark.algebra.curve.Msm] the sum of multiples.
///
/// **Invariants.** Every [dev.proofmark.algebra.curve.G1] is on the curve (checked when it comes from outside, by
/// construction else) and therefore in the group. The identity takes part in arithmetic and is never encoded.
///
/// **Not here.** Secrecy in time: memory access and run time depend on scalars. A prover's host is trusted with its
/// witness.
package dev.proofmark.algebra.curve;
