/// One argument for all lookups: LogUp-GKR.
///
/// Every lookup position contributes the fraction `1 / (alpha - fp)`, every table row `-multiplicity / (alpha - fp)`; all
/// lookups hold (up to a small error over alpha, beta) if and only if the fractions sum to zero. The sum is a binary tree of
/// fraction additions, proven layer by layer from the root to the leaves; what is left are two claims on the leaves'
/// numerators and denominators at one point. This package knows leaves and fractions; what they mean is the caller's.
///
/// Leaves are 2^5 contiguous chunks; trailing chunks that are all filler cost nothing.
package dev.proofmark.argument.lookup;
