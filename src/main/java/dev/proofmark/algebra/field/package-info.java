/// Exact arithmetic modulo the two primes of the curve BN254: the scalar field [dev.proofmark.algebra.field.Fr] of order
/// r and the base field [dev.proofmark.algebra.field.Fp] of order p.
package dev.proofmark.algebra.field;
