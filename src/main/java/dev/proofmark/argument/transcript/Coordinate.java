package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.field.Fr;

/// One coordinate of a point: a challenge, identified by its ordinal in the conversation, or the constant zero.
/// Points are compared by ordinals, never by values, so that prover, verifier and planner agree.
///
/// @param variable ordinal of the challenge, or -1 for the constant zero
public record Coordinate(int variable, Fr value) {
    public static final Coordinate ZERO = new Coordinate(-1, Fr.ZERO);

    @Override
    public boolean equals(Object other) {
        return other instanceof Coordinate c && variable == c.variable;
    }

    @Override
    public int hashCode() {
        return variable;
    }
}
