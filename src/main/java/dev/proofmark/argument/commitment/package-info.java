/// Pedersen commitments to the rows of matrices, and the one opening that settles every claim on them.
///
/// A matrix is cut into rows of C cells; row i's commitment is `sum_j cell[i][j] G_j + s_i H`, hiding by the random
/// blinding `s_i`, binding because nobody knows a relation between the generators. Commitments are additive, so a claim
/// "the matrix's multilinear extension has value v at (z_hi, z_lo)" is one about a single combined row:
/// t = sum_i eq(z_hi, i) row_i, committed in sum_i eq(z_hi, i) com_i, with `<t, eq(z_lo)> = v`.
///
/// `Opening` weighs all claims and all linear relations on hidden messages by powers of one challenge, merges vectors that share a
/// column point, reduces what is left to one vector by two sumchecks, and opens that vector masked by a random one.
///
/// **Invariants.** No coefficient that joins two group equations is known before the last response is absorbed. A vector and the pads
/// of the final rounds never share a commitment. Every draw of randomness has a name and is made once.
///
/// Not here: what the matrices mean and which rows are left out; that is the circuit's and the key's.
package dev.proofmark.argument.commitment;
