/// What a proof is: its statement, its files and the one walk that prover, verifier and planner make through a circuit.
///
/// `ProofWalk` runs the lookups, reduces the leaf claims (`LeafClaimsReduction`), opens the `Zero` constraints, pushes all
/// claims on expressions down to tensors (`LevelReduction`) and closes the product list; what it returns is opened by the
/// argument's `Opening`. `ProofPlan` counts a circuit's messages by making the same walk without values.
///
/// Nothing here knows secrets: the prover enters through `WalkProver`.
package dev.proofmark.proving.proof;
