/// What is measured and decided before the lowering: ranges of values, precision, grids of inputs.
///
/// [Calibration] runs the float graph on the samples and keeps the range of every value. [InputGrids] gives an input one
/// scale, or one per index of an axis where quantities of different size share a tensor; [FactorFolding] moves the
/// factors between those into weights, [FactorAbsorption] into what consumes them.
package dev.proofmark.compiler.quantize.inputs;
