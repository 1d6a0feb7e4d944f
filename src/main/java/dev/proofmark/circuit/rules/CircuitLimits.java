package dev.proofmark.circuit.rules;

import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.View;

/// Limits on what a circuit costs its verifier, whose input it is: a few bytes of circuit must not buy a lot of memory, and its
/// parts are charged before any other rule looks at them. What evaluating costs is counted by the walk.
final class CircuitLimits {
    /// Commitment rows, padding included, over all tensors.
    private static final long MAX_ROWS = 1 << 20;
    /// What is held in memory as field elements at once.
    private static final long MAX_MATRIX_SIDE = 1 << 20;
    private static final long MAX_PUBLIC_CELLS = 1 << 22;
    /// Fractions under the lookup argument's root; the error budget of the protocol counts on it.
    private static final long MAX_LEAVES = 1 << 30;

    private CircuitLimits() {
    }

    static void check(Circuit circuit, WorkBudget budget) {
        parts(circuit, budget);
        rows(circuit, budget);
        long leaves = 1;
        for (LookupTable table : circuit.tables()) {
            leaves += table.shape().paddedSize();
        }
        for (Constraint.Lookup lookup : circuit.lookups()) {
            leaves += circuit.node(lookup.operands()[0]).shape().paddedSize();
        }
        limit("leaves", "lookup leaves", leaves, MAX_LEAVES);
    }

    private static void parts(Circuit circuit, WorkBudget budget) {
        budget.charge(Work.PART, (long) circuit.nodes().size() + circuit.tables().size() + circuit.constraints().size()
                + circuit.inputs().size() + circuit.outputs().size());
        for (Node node : circuit.nodes()) {
            budget.charge(Work.OPERAND, switch (node) {
                case Tensor t -> 0;
                case Combine c -> c.terms().size();
                case Contract c -> 2;
                case AxisMap m -> 1;
                case View v -> 1;
            });
        }
        for (LookupTable table : circuit.tables()) {
            budget.charge(Work.OPERAND, table.width());
        }
        for (Constraint constraint : circuit.constraints()) {
            budget.charge(Work.OPERAND, switch (constraint) {
                case Constraint.Lookup l -> l.operands().length;
                case Constraint.Zero z -> 1;
            });
        }
    }

    private static void rows(Circuit circuit, WorkBudget budget) {
        long rows = 0;
        for (Node node : circuit.nodes()) {
            if (node instanceof Tensor t && t.kind().committed()) {
                rows += 1L << Math.max(0, t.shape().totalBits() - circuit.columnBits());
                limit("rows", "commitment rows", rows, MAX_ROWS);
            } else if (node instanceof Tensor t) {
                limit("public-cells", "padded cells of a public or constant tensor", t.shape().paddedSize(), MAX_PUBLIC_CELLS);
            } else if (node instanceof AxisMap m) {
                sides(m);
            }
        }
        budget.charge(Work.ROW, rows);
    }

    private static void sides(AxisMap map) {
        for (AxisGroup group : map.groups()) {
            if (group.mapped()) {
                for (int[] lengths : new int[][] {group.matrix().inputLengths(), group.matrix().outputLengths()}) {
                    limit("matrix-axes", "padded indexes on a side of an axis matrix", Shape.of(lengths).paddedSize(), MAX_MATRIX_SIDE);
                }
            }
        }
    }

    private static void limit(String code, String what, long count, long limit) {
        if (count > limit) {
            throw new CircuitException(code, "at most " + limit + " " + what + ", got " + count);
        }
    }
}
