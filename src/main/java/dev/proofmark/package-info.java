/// Proofmark: zero-knowledge proofs that a committed neural network produced an output.
///
/// **The pipeline**
///
/// 1. `compiler.onnx` reads ONNX bytes into a `Graph` of real-valued operators, or names everything that it cannot read.
/// 2. `compiler.quantize` turns the graph into an integer program whose every step has exact semantics.
/// 3. `compiler.synthesis` lowers that program to a `circuit`: tensors, three expressions, two constraints.
/// 4. `proving.key` commits to the weights and proves that they lie in their declared ranges: the verification key.
/// 5. `proving.witness` runs the circuit on one input and yields the value of every committed tensor.
/// 6. `proving.prover` commits to input, witness and one-time pads, and absorbs them into the transcript.
/// 7. `argument.lookup` proves every table lookup by one tree of fractions; evaluation claims remain.
/// 8. `argument.sumcheck` pushes claims on expressions down to claims on committed tensors, level by level.
/// 9. `argument.commitment` opens all remaining claims at once; hidden messages are settled with them.
/// 10. `proving.verifier` replays the conversation from the proof's bytes: `Accepted`, or `Rejected` with a reason.
///
/// **The import table.** The alphabetical listing is the dependency order: a package imports only packages above it.
///
/// | package | what it is | may use |
/// |---|---|---|
/// | `algebra` | exact arithmetic: field, curve, polynomials, worker threads | the JDK |
/// | `argument` | protocols: claim, proof, prover and verifier side by side | `algebra` |
/// | `circuit` | the plan that compiler and prover share | `algebra`, `argument` |
/// | `compiler` | model to plan | all above |
/// | `proving` | plan and input to proof to verdict | all above but `compiler` |
/// | `service` | HTTP, jobs, storage; the only place for Spring, JPA and JSON | everything |
///
/// The offline verifier is `algebra`, `argument`, `circuit` and `proving.{key,proof,verifier}`, shipped as a jar of its own.
///
/// **Glossary**
///
/// - *scalar*: an element of the BN254 scalar field F, of prime order r.
/// - *tensor*: an array with axes, stored padded to a power of two per axis.
/// - *multilinear extension (MLE)*: the one polynomial, of degree at most 1 in each variable, that agrees with a tensor on 0/1 points.
/// - *claim*: a statement "this polynomial has this value at this point" that is still to be checked.
/// - *sumcheck*: an interactive reduction of a sum over all 0/1 points to a claim at one random point.
/// - *lookup*: the statement that tuples of values are rows of a public table.
/// - *hidden message*: a prover message sent under a committed one-time pad.
/// - *affine form*: a public constant plus public multiples of pad elements; what a verifier knows of a hidden value.
/// - *commitment, row, blinding*: a Pedersen vector commitment to one row of a tensor, made hiding by a random multiple of H.
/// - *opening*: the proof that claims agree with commitments.
/// - *transcript*: the hash chain from which challenges are drawn.
/// - *verification key*: circuit and weight commitments; public. *Registration proof*: shows that the weights are in range.
/// - *proving key*: the verification key with the weights, their blindings and the witness program; secret.
/// - *statement*: what a proof is about: key digest, context, public values, input commitments.
/// - *context*: bytes chosen by the caller and bound to the proof.
/// - *requantise*: divide by a power of two with rounding and apply a table.
/// - *completeness bound, soundness bound*: the first says that no honest input can fail, the second that no false relation can wrap.
package dev.proofmark;
