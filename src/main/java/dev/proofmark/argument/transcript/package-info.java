/// Fiat-Shamir and the hidden conversation.
///
/// The prover commits to random pads before any challenge; a **hidden** message `m` is sent as `m + P[k]`, k the next
/// unused pad. Both sides then know `m` as the affine form `sent - P[k]`. Checks of the plain protocol become
/// **relations**: a linear one is an affine form that must be zero, a product of forms goes to the product list; the
/// closing argument discharges both.
///
/// `Conversation` is the one code path of prover, verifier and planner; every message is absorbed as it is taken. A pad
/// position is used once, by construction. Points carry the ordinals of their challenges (`Coordinate`), so that "the same
/// point" is decided symbolically.
package dev.proofmark.argument.transcript;
