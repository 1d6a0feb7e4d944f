/// What a proof costs, before it is made: work counted, priced by the host.
///
/// **Counting.** [WorkCount][dev.proofmark.proving.cost.WorkCount] runs the prover's own walk over a circuit with messages that only
/// count, and adds up units of every kind of [Operation][dev.proofmark.proving.cost.Operation]: a function of circuit, witness program
/// and plan.
///
/// **Pricing.** `seconds = sum over operations of units * nanoseconds / 10^9`, with
/// [UnitCosts][dev.proofmark.proving.cost.UnitCosts] that are fixed ([FixedCosts][dev.proofmark.proving.cost.FixedCosts]) or
/// measured on the host ([HostCalibration][dev.proofmark.proving.cost.HostCalibration]: small synthetic networks, proven again and
/// again, and the least time of each stage).
///
/// **Laws.** Costs add up; more units cost more; nothing costs nothing.
///
/// Only forecasts use these prices. What the compiler chooses by cost has fixed ones of its own
/// (`compiler.synthesis.CostModel`), so that compiling stays a pure function; it cannot import this package.
package dev.proofmark.proving.cost;
