package dev.proofmark.circuit.rules;

import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.budget.WorkExceeded;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.View;
import java.util.HashSet;
import java.util.Set;

/// The rules that need the whole circuit. They are checked whenever a circuit is built or decoded.
public final class CircuitRules {
    public static final int MAX_TABLES = 1 << 12;
    private static final int MAX_DEGREE = 8;

    private CircuitRules() {
    }

    /// Charges the circuit's parts, as `check` does.
    public static void charge(Circuit circuit, WorkBudget budget) {
        try {
            CircuitLimits.check(circuit, budget);
        } catch (WorkExceeded e) {
            throw new CircuitException("work", e.getMessage());
        }
    }

    /// @param budget is charged for the circuit's parts before they are looked at
    public static void check(Circuit circuit, WorkBudget budget) {
        if (circuit.tables().isEmpty() || circuit.tables().size() > MAX_TABLES) {
            throw new CircuitException("tables", "a circuit has 1.." + MAX_TABLES + " tables, got " + circuit.tables().size());
        }
        charge(circuit, budget);
        LookedUp lookedUp = LookedUp.of(circuit);
        ZeroAxes zero = ZeroAxes.of(circuit, lookedUp);
        checkSums(circuit, zero);
        checkZeros(circuit, zero);
        checkLookedUp(circuit, lookedUp);
        checkDegrees(circuit);
        ShownRanges shown = ShownRanges.of(circuit, lookedUp, ColumnRanges.of(circuit));
        PortRules.check(circuit, shown);
        checkTables(circuit);
        SoundnessBounds.check(circuit, shown);
    }

    /// Every summed label must be zero in the padding on one side, or padding would enter the sum.
    private static void checkSums(Circuit circuit, ZeroAxes zero) {
        for (Node node : circuit.nodes()) {
            if (node instanceof Contract c) {
                for (int axis : c.summedAxesOfA()) {
                    int other = Contract.indexOf(c.bLabels(), c.aLabels()[axis]);
                    if (!zero.isZero(c.a(), axis) && !zero.isZero(c.b(), other)) {
                        throw new CircuitException("contract-padding", "node " + c.id() + " sums label "
                                + c.aLabels()[axis] + " on which no operand is zero in the padding");
                    }
                }
            }
        }
    }

    private static void checkLookedUp(Circuit circuit, LookedUp lookedUp) {
        for (Node node : circuit.nodes()) {
            if (node instanceof Tensor t && (t.kind() == TensorKind.INPUT || t.kind() == TensorKind.WITNESS)
                    && !lookedUp.isPinned(t.id())) {
                throw new CircuitException("not-looked-up", t.kind() + " " + t.name() + " is in no lookup");
            }
            if (node instanceof Combine c && !lookedUp.isOperand(c.id()) && fractional(c)) {
                throw new CircuitException("fraction", "node " + c.id() + " has a fractional coefficient but is in no lookup");
            }
        }
    }

    private static boolean fractional(Combine c) {
        return c.constant().shift() > 0 || c.terms().stream().anyMatch(t -> t.coefficient().shift() > 0);
    }

    private static void checkZeros(Circuit circuit, ZeroAxes zero) {
        for (Constraint.Zero constraint : circuit.zeros()) {
            if (!zero.allZero(constraint.node())) {
                throw new CircuitException("zero-padding", "node " + constraint.node() + " is not zero in all its padding");
            }
        }
    }

    private static void checkDegrees(Circuit circuit) {
        int[] degree = new int[circuit.nodes().size()];
        for (Node node : circuit.nodes()) {
            degree[node.id()] = switch (node) {
                case Tensor t -> t.kind() == TensorKind.CONSTANT ? 0 : 1;
                case Combine c -> c.terms().stream().mapToInt(t -> degree[t.node()]).max().orElse(0);
                case Contract c -> Math.min(1 << 20, degree[c.a()] + degree[c.b()]);
                case AxisMap m -> degree[m.operand()];
                case View v -> degree[v.operand()];
            };
        }
        for (Constraint constraint : circuit.constraints()) {
            int[] operands = switch (constraint) {
                case Constraint.Lookup l -> l.operands();
                case Constraint.Zero z -> new int[] {z.node()};
            };
            for (int operand : operands) {
                if (degree[operand] > MAX_DEGREE) {
                    throw new CircuitException("degree", "node " + operand + " has uncommitted degree " + degree[operand]
                            + ", at most " + MAX_DEGREE);
                }
            }
        }
    }

    private static void checkTables(Circuit circuit) {
        Set<Integer> columns = new HashSet<>();
        for (LookupTable table : circuit.tables()) {
            for (Column column : table.columns()) {
                if (column instanceof Column.Stored(int id) && !columns.add(id)) {
                    throw new CircuitException("table-column", "tensor " + id + " is in two table columns");
                }
            }
        }
        for (Tensor t : circuit.tensors(TensorKind.TABLE)) {
            if (!columns.contains(t.id())) {
                throw new CircuitException("table-column", t.name() + " is in no table");
            }
        }
        for (Node node : circuit.nodes()) {
            for (int operand : node.operands()) {
                if (circuit.node(operand) instanceof Tensor t && t.kind() == TensorKind.TABLE) {
                    throw new CircuitException("operand", "table column " + t.name() + " cannot be an operand");
                }
            }
        }
    }
}
