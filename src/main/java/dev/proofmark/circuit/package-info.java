/// THE PLAN: the circuit language that compiler and proving share, and nothing else.
///
/// A quantised network is a list of **tensors** (weights, inputs, witnesses, public outputs, constants, table columns),
/// **expressions** over them that are never committed, and two kinds of **constraints**:
///
/// ```
/// Combine   c0*mask + sum_j c_j * E_j           (broadcast over logical positions only)
/// Contract  out[o] = sum_k A[oA,k] * B[oB,k]    (two-operand einsum)
/// AxisMap   a public sparse 0/1 matrix along axes (windows, slices, pads, sums)
/// View      index bits reordered: free
/// Lookup    at every logical position the tuple is a row of the table; in the padding it is zero
/// Zero      the expression vanishes everywhere
/// ```
///
/// Every axis is padded to a power of two. `ZeroAxes` derives where a node is provably zero in the padding, `CircuitRules`
/// refuses circuits in which padding, uncommitted degree or magnitudes could be abused, `SoundnessBounds` keeps every
/// relation below 2^250. `CircuitCodec` is the one encoding; its bytes are part of the key's digest.
///
/// **Rooms**, each importing only those before it; a verifier has all but the last:
///
/// | package   | what it is                                                                      |
/// |-----------|---------------------------------------------------------------------------------|
/// | `circuit` | the parts: tensors, expressions, constraints, tables, ports                      |
/// | `rules`   | what makes a circuit sound, and the limits of what it may cost                    |
/// | `build`   | from parts to a circuit that keeps the rules; the registration circuit            |
/// | `codec`   | the one encoding                                                                 |
/// | `witness` | how the prover fills the tensors: no part of the plan that a verifier sees         |
package dev.proofmark.circuit;
