package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Constraint;

/// Where lookups show every node to lie: in the ranges of all columns that it is looked up in and, for an input, in those that follow
/// from looked-up sums ([InputSum]).
final class ShownRanges {
    private final Interval[] shown;

    private ShownRanges(Interval[] shown) {
        this.shown = shown;
    }

    /// **Errors** `CircuitException` "lookup-range" where no value is in all ranges of a node.
    static ShownRanges of(Circuit circuit, LookedUp lookedUp, ColumnRanges columns) {
        ShownRanges ranges = new ShownRanges(new Interval[circuit.nodes().size()]);
        for (Constraint.Lookup lookup : circuit.lookups()) {
            for (int j = 0; j < lookup.operands().length; j++) {
                ranges.add(lookup.operands()[j], columns.of(lookup.table(), j));
            }
        }
        for (InputSum sum : lookedUp.sums()) {
            ranges.add(sum.input(), sum.range(ranges.shown));
        }
        return ranges;
    }

    private void add(int node, Interval range) {
        if (shown[node] != null && !shown[node].meets(range)) {
            throw new CircuitException("lookup-range", "lookups show that node " + node + " lies both in " + shown[node] + " and in "
                    + range + ", so no proof exists");
        }
        shown[node] = shown[node] == null ? range : shown[node].intersection(range);
    }

    /// Null where no lookup shows anything.
    Interval of(int node) {
        return shown[node];
    }
}
