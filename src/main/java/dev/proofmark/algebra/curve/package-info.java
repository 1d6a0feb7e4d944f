/// The group of the commitments: BN254 G1, y^2 = x^3 + 3 over Fp, prime order r, cofactor 1.
///
/// **Problem.** A commitment is a sum of many multiples of fixed points; a verifier's last step is one big sum of
/// multiples of points from a proof. Both must be fast, and the fixed points must be such that nobody knows a relation
/// between them.
///
/// **Points.** [dev.proofmark.algebra.curve.G1] is a point, with its wire form (32 bytes: x, and the parity of y in bit
/// 255) and its transcript form (64 bytes). [dev.proofmark.algebra.curve.Generators] is the one sequence of points of unknown
/// logarithm that all circuits use: a table that ships with the program, which the tests derive by RFC 9380 with the
/// Shallue-van de Woestijne map.
///
/// **Sums.** Adding affine points costs a division; adding a thousand pairs costs one division and a thousand times six
/// products (Montgomery's trick), which go through the vector kernels of Fp. So everything here is arranged as sums
/// of groups of points, pair by pair, all groups together, in long batches:
///
/// ```
///   BatchAdder     pairs of points               -> their sums, one inversion
///   PointSums      groups of points              -> the sum of each group
///   BucketSums     sets of (digit, point)        -> sum of digit * point for each set
///   Msm            any points, full-size scalars    one set per window of the scalars
///   GeneratorSums  generators, small integers       one group per row, over precomputed multiples
///                  generators, full-size scalars    one set per row, over precomputed powers
/// ```
///
/// **Invariants.** Every [dev.proofmark.algebra.curve.G1] is on the curve (checked when it comes from outside, by
/// construction else) and therefore in the group. The identity takes part in arithmetic and is never encoded. Sums are
/// right for any input: equal points, opposite points and the identity are found and treated, and cost a hostile caller's
/// batch a constant factor.
///
/// **Not here.** Secrecy in time: memory access and run time depend on scalars. A prover's host is trusted with its
/// witness.
package dev.proofmark.algebra.curve;
