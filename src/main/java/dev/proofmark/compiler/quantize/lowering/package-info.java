/// Graph operators to integer steps.
///
/// [Lowering] walks the graph; every value stays an [Accumulator], a sum of products at a fine scale, until something needs
/// it narrow. [Contractions] multiply by weights, [AccumulatorLowering] aligns and adds accumulators, [OperandLowering]
/// requantises what is used as a factor, [FunctionLowering], [MaximumLowering] and [SoftmaxLowering] look tables up, [Moves]
/// only change positions. [ShiftChoice] chooses scales of weights and multipliers, [TableDesign] domains and resolutions.
package dev.proofmark.compiler.quantize.lowering;
