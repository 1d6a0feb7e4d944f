package dev.proofmark.argument.sumcheck;

import dev.proofmark.argument.transcript.AffineForm;

/// One claim of a batched sumcheck.
///
/// @param variables      number of summed variables
/// @param cubicVariables how many of the first of them have degree 3 (batch labels); the rest have degree 2
/// @param claim          what the sum is claimed to be
public record BatchInstance(int variables, int cubicVariables, AffineForm claim) {
}
