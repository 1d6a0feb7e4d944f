package dev.proofmark.circuit;

/// How a tensor's padded cells fall into commitment rows of `2^columnBits` cells: row i holds cells
/// `[i * 2^columnBits, (i+1) * 2^columnBits)`; a smaller tensor fills the first cells of one row. Rows that lie wholly in
/// the padding are zero by public shape and are not committed.
///
/// @param rowBits     number of leading variables that select a row
/// @param cellBits    number of trailing variables inside a row (at most columnBits)
/// @param sentRows    indexes of the committed rows, ascending
public record CommitmentLayout(int rowBits, int cellBits, int[] sentRows) {
    public static CommitmentLayout of(Shape shape, int columnBits) {
        int bits = shape.totalBits();
        if (bits <= columnBits) {
            return new CommitmentLayout(0, bits, new int[] {0});
        }
        int rowBits = bits - columnBits;
        boolean[] used = new boolean[1 << rowBits];
        mark(shape, 0, 0, rowBits, columnBits, used);
        int count = 0;
        for (boolean u : used) {
            count += u ? 1 : 0;
        }
        int[] rows = new int[count];
        int k = 0;
        for (int i = 0; i < used.length; i++) {
            if (used[i]) {
                rows[k++] = i;
            }
        }
        return new CommitmentLayout(rowBits, columnBits, rows);
    }

    public int rows() {
        return 1 << rowBits;
    }

    private static void mark(Shape shape, int axis, int prefix, int rowBits, int columnBits, boolean[] used) {
        int end = shape.bitOffset(axis);
        if (end >= rowBits) {
            used[prefix >>> end - rowBits] = true;
            return;
        }
        int step = shape.bitOffset(axis) + shape.bits(axis) > rowBits
                ? 1 << shape.bitOffset(axis) + shape.bits(axis) - rowBits : 1;
        for (int i = 0; i < shape.length(axis); i += step) {
            mark(shape, axis + 1, prefix << shape.bits(axis) | i, rowBits, columnBits, used);
        }
    }
}
