/// Sumchecks under hidden messages. `EqSumcheck` proves `sum_x eq(z,x) h(x)` in normalised form; `BatchedSumcheck` proves
/// many sums of products at once. Each is one driver that prover, verifier and planner run; what a side has to say stands behind
/// an interface (`EqMessages`, `BatchRounds`), of which verifier and planner have `NONE`. A reduction returns the claim that is left and says who checks it.
///
/// Variables are bound most significant first, so a round pairs element i of the first half with element i of the
/// second half.
package dev.proofmark.argument.sumcheck;
