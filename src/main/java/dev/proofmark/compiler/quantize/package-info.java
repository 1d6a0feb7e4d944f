/// Graph to integers: scales, ranges, and the integer program that the circuit proves.
///
/// **Problem.** A field knows exact integers only. A real tensor x is stood for by integers x_q with x = x_q * scale, and
/// the network by a [QuantizedProgram][dev.proofmark.compiler.quantize.program.QuantizedProgram] whose outputs, read with their scales, are close to the network's.
///
/// **Scales are powers of two** on every committed activation, so that re-scaling is a shift,
/// `acc + 2^(s-1) = 2^s u + rem`, branches of different scales align exactly, one table serves all layers, and a scale
/// tells no more about calibration data than one binary order of magnitude. Weight scales follow:
/// scale(w) = scale(y) 2^-s / scale(x).
///
/// **Inputs** have one scale, or one per index of an axis where quantities of different size share a tensor ([InputGrids][dev.proofmark.compiler.quantize.inputs.InputGrids]); the
/// factors between those move into weights ([FactorFolding][dev.proofmark.compiler.quantize.inputs.FactorFolding]).
///
/// **Lazy requantisation.** Convolutions, matrix products, sums and average pools stay accumulators. Only a
/// non-linearity, or an accumulator used as an operand, is requantised, with the non-linear function fused into the
/// table.
///
/// **Saturation.** Table domains follow the calibrated ranges with headroom. What exceeds them saturates: a wrong
/// prediction perhaps, never an input that cannot be proven. [Step#range][dev.proofmark.compiler.quantize.program.Step#range] is the completeness bound by interval analysis
/// with the real weights over all declared inputs.
///
/// **What is public besides the architecture**: scales (powers of two), shifts, tables (so parameters of functions and
/// scalar constants fused into them), declared weight widths, scalar summands. Everything with more than one element is
/// secret.
///
/// **Rooms**, each importing only those before it:
///
/// | package    | what it is                                                                  |
/// |------------|-----------------------------------------------------------------------------|
/// | `program`  | the integer program: operators, meaning, bounds                             |
/// | `inputs`   | calibration, precision, grids of inputs                                     |
/// | `lowering` | graph operators to integer steps                                            |
/// | `quantize` | [Quantizer], which makes the program from a graph and its calibration       |
package dev.proofmark.compiler.quantize;
