package dev.proofmark.argument.commitment;

import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Point;

/// The claim that a committed matrix's multilinear extension has a (hidden) value at a point.
///
/// @param matrix      caller's id of the matrix
/// @param rowPoint    the leading variables, which select a row
/// @param columnPoint the variables inside a row, as many as a row has bits (leading zeros for a smaller matrix)
public record CommittedClaim(int matrix, Point rowPoint, Point columnPoint, AffineForm value) {
}
