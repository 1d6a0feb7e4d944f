package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.LookupTable;
import java.math.BigInteger;
import java.util.List;

/// The least and the greatest value of a table's column. Every column is walked once, however many lookups name it.
record ColumnRange(BigInteger low, BigInteger high) {
    /// Per table, in order, the ranges of its columns.
    static List<List<ColumnRange>> of(Circuit circuit) {
        return circuit.tables().stream()
                .map(table -> table.columns().stream().map(column -> of(circuit, table, column)).toList()).toList();
    }

    private static ColumnRange of(Circuit circuit, LookupTable table, Column column) {
        return switch (column) {
            case Column.Affine(long start, long step) -> {
                BigInteger first = BigInteger.valueOf(start);
                BigInteger last = first.add(BigInteger.valueOf(step).multiply(BigInteger.valueOf(table.length() - 1L)));
                yield new ColumnRange(first.min(last), first.max(last));
            }
            case Column.Stored(int id) -> of(circuit.tensor(id).values());
        };
    }

    private static ColumnRange of(long[] values) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (long v : values) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        return new ColumnRange(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    /// The largest absolute value in an array.
    static BigInteger magnitude(long[] values) {
        return of(values).magnitude();
    }

    BigInteger magnitude() {
        return low.abs().max(high.abs());
    }

    boolean within(IntegerRange range) {
        return low.compareTo(BigInteger.valueOf(range.low())) >= 0 && high.compareTo(BigInteger.valueOf(range.high())) <= 0;
    }
}
