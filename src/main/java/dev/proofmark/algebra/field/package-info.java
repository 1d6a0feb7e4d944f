/// Exact arithmetic modulo the two primes of the curve BN254: the scalar field of order r, in which everything is
/// proven, and the base field of order p, in which the curve's points have their coordinates.
///
/// **Single elements** [dev.proofmark.algebra.field.Fr] and [dev.proofmark.algebra.field.Fp] are immutable: four 64-bit
/// limbs of `x 2^256`, reduced. They serve transcripts, proof values and everything short.
///
/// **Vectors** [dev.proofmark.algebra.field.FrArray] and [dev.proofmark.algebra.field.FpArray] hold blocks of eight
/// elements, limb by limb: limb j of lane l of a block is at `8 j + l`. An element is `x 2^255 = sum_j d_j 2^(51 j)` with five
/// signed digits, exact integers in `double`. Invariants of what is stored:
/// - `|d_j| <= 2^50`, so that a difference of two elements may still be a factor;
/// - the value lies within half the prime of zero, up to a rounding error of 2^-19 of it: its sign is not fixed next to the
///   ends, so equality is asked of elements read out, never of digits;
/// - lanes beyond the length are zero.
///
/// Everything on vectors is in [dev.proofmark.algebra.field.FrVector] and [dev.proofmark.algebra.field.FpVector]. Below
/// them, in this order:
/// - `Elementwise`, `Sums`, `Halves`, `IntegerProducts`, `EqTables` cut ranges into whole blocks and staged rests;
/// - `BlockKernels` is what works on whole blocks; `Kernels` chooses between `VectorKernels` (the Vector API, where module
///   `jdk.incubator.vector` is present, once they are compiled and seen to be faster), `PlainKernels` (plain loops) and
///   `ScalarKernels` (element by element, where the processor has no fused multiply-add). They compute equal elements;
/// - `BlockConstants` explains how a product of two digits is split by two fused multiply-adds, and holds what differs
///   between the two primes: there is no other copy of any kernel.
///
/// A product is summed in ten columns, unreduced, with as many products as a kernel needs added in; then reduced once.
/// Sums over a whole vector keep the columns and reduce at the very end (`ColumnSum`).
///
/// **Constant time** operations on single elements other than inversion and powers branch on no value. No further claim is
/// made; a prover runs on its owner's machine.
package dev.proofmark.algebra.field;
