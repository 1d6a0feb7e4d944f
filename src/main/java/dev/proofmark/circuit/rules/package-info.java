/// What makes a circuit sound, checked whenever one is built or decoded.
///
/// [CircuitRules] refuses circuits in which padding, uncommitted degree or magnitudes could be abused: [NodeRules] for single
/// nodes, [ShownRanges] for what lookups show, of inputs by sums too ([InputSum]), [PortRules] for inputs and outputs, [ZeroAxes] for padding, [SoundnessBounds] for magnitudes, [CircuitLimits] for
/// what a verifier may be made to do.
package dev.proofmark.circuit.rules;
