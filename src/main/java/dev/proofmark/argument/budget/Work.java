package dev.proofmark.argument.budget;

/// Kinds of work of a verifier, each with its price: about as many multiplications in the field.
public enum Work {
    /// Decoding: a byte of the circuit's encoding.
    BYTE(1),
    /// Decoding: a node, table, constraint or port.
    PART(64),
    /// Decoding: an operand of an expression or lookup, or a column of a table.
    OPERAND(32),
    /// Decoding: a commitment row of a committed tensor, padding included.
    ROW(4),
    /// Decoding a point, of the key or of a proof.
    POINT(160),

    /// Verifying: a message that is a scalar.
    SCALAR(64),
    /// Verifying: a point in the last sum: a message, a row of the key, a generator.
    SUMMED_POINT(288),

    /// Evaluating: a lookup's or table's block of leaves.
    BLOCK(256),
    /// Evaluating: a value asked for or claimed of a node at a point.
    CLAIM(64),
    /// Evaluating: a padded cell of a public or constant tensor, per evaluation.
    CELL(3),
    /// Evaluating: a challenge that belongs to no message: a coordinate of a `Zero`'s point.
    COORDINATE(32),
    /// Evaluating: a claim on a `Combine`.
    COMBINE(128),
    /// Evaluating: an operand of a `Combine`, per claim.
    SUMMAND(32),
    /// Evaluating: a claim on a `View`.
    VIEW(32),
    /// Evaluating: a claim on a `Contract` or an `AxisMap`.
    INSTANCE(256),
    /// Evaluating: an entry of a matrix, per claim on its map.
    ENTRY(1),
    /// Evaluating: a padded index of a matrix' side, per claim on its map.
    INDEX(2),
    /// Evaluating: a claim on a committed tensor.
    OPENED(96),
    /// Evaluating: a commitment row, padding included, per claim on its tensor.
    OPENED_ROW(5),
    /// Evaluating: a padded cell of a table column, per claim on it.
    COLUMN_CELL(2);

    private final int operations;

    Work(int operations) {
        this.operations = operations;
    }

    /// The price.
    public int operations() {
        return operations;
    }
}
