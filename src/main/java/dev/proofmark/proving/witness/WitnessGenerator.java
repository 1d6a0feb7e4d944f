package dev.proofmark.proving.witness;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.circuit.witness.WitnessStep;

/// Carries out a witness program, then counts how often every table row is used.
///
/// **Errors** `WitnessException` where a value leaves its table (the input was outside the declared range, or the
/// circuit is incomplete).
public final class WitnessGenerator {
    private WitnessGenerator() {
    }

    public static void run(WitnessProgram program, NodeValues values) {
        for (WitnessStep step : program.steps()) {
            values.set(step.target(), value(step, values));
        }
    }

    private static IntegerTensor value(WitnessStep step, NodeValues values) {
        Circuit circuit = values.circuit();
        Shape shape = circuit.node(step.target()).shape();
        int[] positions = shape.paddedIndexes();
        long[] out = new long[shape.paddedSize()];
        switch (step) {
            case WitnessStep.Copy(int target, int source) -> {
                IntegerTensor from = source(values, source, shape);
                for (int p : positions) {
                    out[p] = from.get(p);
                }
            }
            case WitnessStep.LowBits(int target, int source, long bias, int bits) -> {
                IntegerTensor from = source(values, source, shape);
                for (int p : positions) {
                    out[p] = from.get(p) + bias & (1L << bits) - 1;
                }
            }
            case WitnessStep.MiddleBits(int target, int source, long bias, int shift, int bits) -> {
                IntegerTensor from = source(values, source, shape);
                for (int p : positions) {
                    out[p] = from.get(p) + bias >> shift & (1L << bits) - 1;
                }
            }
            case WitnessStep.HighBits(int target, int source, long bias, int bits) -> {
                IntegerTensor from = source(values, source, shape);
                for (int p : positions) {
                    out[p] = from.get(p) + bias >> bits;
                }
            }
            case WitnessStep.TableValue(int target, int source, int table, int column) -> {
                IntegerTensor from = source(values, source, shape);
                LookupTable t = circuit.tables().get(table);
                for (int p : positions) {
                    out[p] = cell(circuit, t, column, row(t, from.get(p)));
                }
            }
            case WitnessStep.Quotient(int target, long numerator, int divisor) -> {
                IntegerTensor by = source(values, divisor, shape);
                for (int p : positions) {
                    out[p] = Math.floorDiv(numerator, positive(by.get(p)));
                }
            }
            case WitnessStep.Ratio(int target, int numerator, int divisor) -> {
                IntegerTensor from = source(values, numerator, shape);
                IntegerTensor by = source(values, divisor, shape);
                for (int p : positions) {
                    out[p] = Math.floorDiv(from.get(p), positive(by.get(p)));
                }
            }
        }
        return IntegerTensor.of(out);
    }

    private static long positive(long divisor) {
        if (divisor <= 0) {
            throw new WitnessException("divisor", "a divisor is not positive");
        }
        return divisor;
    }

    private static IntegerTensor source(NodeValues values, int node, Shape shape) {
        if (!values.circuit().node(node).shape().equals(shape)) {
            throw new WitnessException("program", "a step's source must have its target's shape " + shape);
        }
        return values.get(node);
    }

    /// The row whose first column holds `value`.
    static int row(LookupTable table, long value) {
        if (table.columns().getFirst() instanceof Column.Affine(long start, long step) && step != 0) {
            long row = Math.floorDiv(value - start, step);
            if (row >= 0 && row < table.length() && start + row * step == value) {
                return (int) row;
            }
        }
        throw new WitnessException("outside-table", "a value is outside table " + table.name() + " of " + table.length() + " rows");
    }

    private static long cell(Circuit circuit, LookupTable table, int column, int row) {
        return switch (table.columns().get(column)) {
            case Column.Affine(long start, long step) -> start + row * step;
            case Column.Stored(int id) -> circuit.tensor(id).values()[row];
        };
    }

    /// Sets every multiplicity tensor, checking that each looked-up tuple is a row.
    public static void countUses(NodeValues values) {
        Circuit circuit = values.circuit();
        int[][] counts = new int[circuit.tables().size()][];
        for (LookupTable table : circuit.tables()) {
            counts[table.index()] = new int[table.shape().paddedSize()];
        }
        for (Constraint.Lookup lookup : circuit.lookups()) {
            LookupTable table = circuit.tables().get(lookup.table());
            int[] count = counts[table.index()];
            IntegerTensor[] columns = new IntegerTensor[table.width()];
            for (int j = 0; j < columns.length; j++) {
                columns[j] = values.get(lookup.operands()[j]);
            }
            for (int p : circuit.node(lookup.operands()[0]).shape().paddedIndexes()) {
                int row = row(table, columns[0].get(p));
                for (int j = 1; j < columns.length; j++) {
                    if (columns[j].get(p) != cell(circuit, table, j, row)) {
                        throw new WitnessException("outside-table", "a tuple is no row of table " + table.name());
                    }
                }
                count[row]++;
            }
        }
        for (LookupTable table : circuit.tables()) {
            values.set(table.multiplicity(), IntegerTensor.of(counts[table.index()]));
        }
    }
}
