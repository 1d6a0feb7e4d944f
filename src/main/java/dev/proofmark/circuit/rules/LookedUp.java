package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Node;
import java.util.ArrayList;
import java.util.List;

/// Which nodes lookups pin at every position, padding included: their operands, and the inputs of looked-up sums ([InputSum]).
///
/// **Cost** of every expression's operands once, however many lookups name it.
final class LookedUp {
    private final boolean[] operands;
    private final boolean[] pinned;
    private final List<InputSum> sums = new ArrayList<>();

    private LookedUp(Circuit circuit) {
        operands = new boolean[circuit.nodes().size()];
        for (Constraint.Lookup lookup : circuit.lookups()) {
            for (int operand : lookup.operands()) {
                operands[operand] = true;
            }
        }
        pinned = operands.clone();
        for (Node node : circuit.nodes()) {
            if (node instanceof Combine combine && operands[node.id()]) {
                InputSum.of(combine, circuit, operands).ifPresent(sum -> {
                    sums.add(sum);
                    pinned[sum.input()] = true;
                });
            }
        }
    }

    static LookedUp of(Circuit circuit) {
        return new LookedUp(circuit);
    }

    /// Whether the node itself is an operand of a lookup.
    boolean isOperand(int node) {
        return operands[node];
    }

    /// Whether the node is an operand of a lookup, or the input of a sum that is one.
    boolean isPinned(int node) {
        return pinned[node];
    }

    List<InputSum> sums() {
        return sums;
    }
}
