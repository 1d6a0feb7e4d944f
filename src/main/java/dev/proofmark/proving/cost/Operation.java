package dev.proofmark.proving.cost;

/// Kinds of a prover's work. Each is counted in units of its own, and priced in nanoseconds a unit by [UnitCosts].
///
/// A kind is a kernel together with what always comes with it: the price of a leaf is all that a leaf costs from its fraction
/// to the root of the tree.
public enum Operation {
    /// Integer inference: a multiply-accumulate of a contraction with a row or column of at least eight elements.
    MULTIPLY_ADD,
    /// Integer inference: a multiply-accumulate of a smaller contraction, element by element.
    LONE_MULTIPLY_ADD,
    /// Integer inference: a cell that is moved: an operand of a contraction, a view, an entry of an axis map.
    MOVED_CELL,
    /// Integer inference: a cell of a linear combination, per operand.
    COMBINED_CELL,
    /// Integer inference: a cell of a witness tensor that is computed, or of a looked-up tuple that is counted.
    WITNESS_CELL,
    /// Integer inference: an expression, whatever its size.
    EXPRESSION,

    /// Commitments: a padded cell that enters the seed of the randomness.
    SEEDED_CELL,
    /// Commitments: a public value that is stated and hashed.
    STATED_VALUE,
    /// Commitments and opening: a field element drawn for pads, blindings, masks and nonces.
    RANDOM_ELEMENT,
    /// Commitments: a point addition of a row of small integers: one a digit of a cell or of the blinding.
    ROW_ADDITION,
    /// Commitments: a row of small integers, whatever is in it.
    ROW,
    /// Commitments: a point addition of a row of pads.
    PAD_ADDITION,
    /// Commitments and opening: a point addition of a single row of field elements, which one thread makes.
    MASK_ADDITION,
    /// Commitments: an iteration of the hash between the last commitment and the first challenge.
    GRINDING,

    /// Lookups: a cell of a looked-up tuple, of a table or of its multiplicities, padding included.
    LEAF_CELL,
    /// Lookups: a stored leaf of the tree of fractions.
    LEAF,
    /// Lookups: a round of the sumcheck of a layer, whatever the layer's size.
    LAYER_ROUND,

    /// Lookups and layers: a padded cell of a node that is evaluated at a point.
    EVALUATED_CELL,
    /// Lookups and layers: an evaluation, whatever the node's size.
    EVALUATION,

    /// Layers: a padded cell of an operand that is folded into a factor of a sumcheck: the first pass over the weights.
    FOLDED_CELL,
    /// Layers: a padded cell of such an operand whose axes are not in the sumcheck's order.
    PERMUTED_CELL,
    /// Layers: an element of a factor of a sumcheck, over all rounds.
    FACTOR_ELEMENT,
    /// Layers: an element of a factor of a sumcheck with batch variables, over all rounds.
    BATCH_ELEMENT,
    /// Layers: an entry or index of the matrix of an axis map.
    MATRIX_ENTRY,
    /// Layers: a claim on a contraction or an axis map.
    INSTANCE,
    /// Layers: a round of such a claim's sumcheck, whatever the size.
    INSTANCE_ROUND,
    /// Layers: a padded cell of a public tensor that is evaluated at a point.
    PUBLIC_CELL,

    /// Opening: a padded cell of a claimed matrix, per claim: the second pass over the weights.
    OPENED_CELL,
    /// Opening: a row of a claimed matrix, per claim.
    OPENED_ROW,
    /// Opening: a cell of the merged vectors, over all rounds.
    MERGED_CELL,
    /// Opening: a point times a scalar.
    POINT_PRODUCT,
    /// Opening: a coefficient of the affine forms of the linear relations and products.
    FORM_COEFFICIENT,

    /// All stages: a message of 32 bytes, hashed and written.
    MESSAGE,
    /// All stages: what a stage costs that has nothing to do.
    STAGE
}
