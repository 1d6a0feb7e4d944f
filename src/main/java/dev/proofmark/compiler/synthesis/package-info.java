/// From integers to the plan: a quantised program becomes a circuit that proves it, with the witness program that fills it.
///
/// **Problem.** Of a network's operators only lookups cost committed values; the others stay virtual, but every virtual
/// node is a claim, every level of maps and contractions a sumcheck, and every padded position a leaf. So the lowering
/// keeps nodes few and levels shallow:
///
/// - linear combinations of linear combinations are one ([LinearSum]), views of views are one, maps of maps are one
///   where matrices compose ([AxisMaps]);
/// - reshapes are views but for the blocks of axes whose borders are no powers of two ([Reshapes]);
/// - convolutions contract windows, with no window where an axis needs none ([Convolutions]);
/// - requantisation, activations and saturation share tables by content ([Nonlinearities], [FunctionTables]), and range
///   checks share range tables ([RangePlan], [RangeProofs]);
/// - roundings before an output wait for the output ([LoweredValue], [Outputs]).
///
/// [CostModel] chooses the width of commitment rows; [CircuitCost], [MemoryEstimate] and [ErrorBudget] say what a circuit
/// costs, what heap a proof of it needs and how large its statistical error is.
///
/// **Invariant.** Every node is zero in its padding, and every step's node has the values of the reference interpreter.
/// What follows from secret weights (completeness ranges) enters the circuit rounded to powers of two only.
package dev.proofmark.compiler.synthesis;
