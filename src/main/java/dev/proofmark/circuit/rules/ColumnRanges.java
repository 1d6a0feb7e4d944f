package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.LookupTable;
import java.math.BigInteger;
import java.util.List;

/// The least and the greatest values of all tables' columns. Every column is walked once, however many lookups name it.
final class ColumnRanges {
    private final List<List<Interval>> columns;

    private ColumnRanges(List<List<Interval>> columns) {
        this.columns = columns;
    }

    static ColumnRanges of(Circuit circuit) {
        return new ColumnRanges(circuit.tables().stream()
                .map(table -> table.columns().stream().map(column -> of(circuit, table, column)).toList()).toList());
    }

    private static Interval of(Circuit circuit, LookupTable table, Column column) {
        return switch (column) {
            case Column.Affine(long start, long step) -> {
                BigInteger first = BigInteger.valueOf(start);
                BigInteger last = first.add(BigInteger.valueOf(step).multiply(BigInteger.valueOf(table.length() - 1L)));
                yield new Interval(first.min(last), first.max(last));
            }
            case Column.Stored(int id) -> Interval.of(circuit.tensor(id).values());
        };
    }

    Interval of(int table, int column) {
        return columns.get(table).get(column);
    }
}
