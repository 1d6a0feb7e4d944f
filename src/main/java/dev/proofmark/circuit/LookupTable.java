package dev.proofmark.circuit;

import java.util.List;

/// A lookup table: `length` rows over `columns`. Its tag is its index plus one. Row tuples of a table are distinct from
/// those of every other table by the tag.
///
/// @param multiplicity id of the `MULTIPLICITY` tensor that counts the uses of each row
public record LookupTable(int index, String name, int length, List<Column> columns, int multiplicity) {
    public LookupTable {
        columns = List.copyOf(columns);
    }

    public int tag() {
        return index + 1;
    }

    public int width() {
        return columns.size();
    }

    public Shape shape() {
        return Shape.of(length);
    }
}
