/// PLAN + INPUT -> PROOF -> VERDICT. `prover.KeyGenerator`, `prover.Prover` and `verifier.Verifier` are the doors.
///
/// ```
/// circuit + weights + seed -KeyGenerator-> ProvingKey, VerificationKey
/// ProvingKey + input       -Prover->       proof, statement
/// VerificationKey + proof  -Verifier->     Accepted | Rejected(reason)
/// ```
package dev.proofmark.proving;
