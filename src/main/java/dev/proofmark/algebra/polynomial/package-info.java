/// Multilinear extensions with closed forms: eq, the mask of an axis, the masked index. Bulk evaluation is in the field's
/// vector kernels.
package dev.proofmark.algebra.polynomial;
