package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a model's inputs and outputs must be, so that a statement says what its reader takes it to say: an input lies in the
/// range that its port declares, an output is held by the circuit.
final class PortRules {
    private PortRules() {
    }

    static void check(Circuit circuit, ShownRanges shown) {
        checkInputs(circuit, shown);
        checkOutputs(circuit);
        checkBound(circuit);
    }

    private static void checkInputs(Circuit circuit, ShownRanges shown) {
        Set<Integer> seen = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Port port : circuit.inputs()) {
            if (circuit.tensor(port.tensor()).kind() != TensorKind.INPUT || !seen.add(port.tensor()) || !names.add(port.name())) {
                throw new CircuitException("port", "input " + port.name() + " must name an INPUT tensor of its own");
            }
            Interval range = shown.of(port.tensor());
            if (range == null || !range.within(port.range())) {
                throw new CircuitException("port-range", "input " + port.name() + " declares " + port.range() + ", but its lookups show "
                        + (range == null ? "nothing" : range));
            }
        }
        if (seen.size() != circuit.tensors(TensorKind.INPUT).size()) {
            throw new CircuitException("port", "every INPUT tensor needs a port");
        }
    }

    private static void checkOutputs(Circuit circuit) {
        Set<String> names = new HashSet<>();
        Set<Integer> results = new HashSet<>();
        for (Port port : circuit.outputs()) {
            Tensor tensor = circuit.tensor(port.tensor());
            if (tensor.kind() != TensorKind.PUBLIC && tensor.kind() != TensorKind.WITNESS || !results.add(port.tensor())
                    || !names.add(port.name())) {
                throw new CircuitException("port", "output " + port.name() + " must name a PUBLIC or WITNESS tensor of its own");
            }
            if (tensor.kind() == TensorKind.PUBLIC && !tensor.range().equals(port.range())) {
                throw new CircuitException("port-range", "output " + port.name() + " has the range " + tensor.range()
                        + " but declares " + port.range());
            }
        }
        for (Tensor t : circuit.tensors(TensorKind.PUBLIC)) {
            if (!results.contains(t.id())) {
                throw new CircuitException("port", "PUBLIC " + t.name() + " needs a port");
            }
        }
    }

    /// A stated tensor that no constraint reaches could be anything. A sum reaches what is left in it once equal operands are merged.
    private static void checkBound(Circuit circuit) {
        boolean[] bound = new boolean[circuit.nodes().size()];
        for (Constraint constraint : circuit.constraints()) {
            int[] operands = switch (constraint) {
                case Constraint.Lookup l -> l.operands();
                case Constraint.Zero z -> new int[] {z.node()};
            };
            for (int operand : operands) {
                bound[operand] = true;
            }
        }
        List<Node> nodes = circuit.nodes();
        for (int id = nodes.size() - 1; id >= 0; id--) {
            if (bound[id]) {
                for (int operand : nodes.get(id) instanceof Combine c ? MergedTerms.operands(c) : nodes.get(id).operands()) {
                    bound[operand] = true;
                }
            }
        }
        for (Tensor t : circuit.tensors(TensorKind.PUBLIC)) {
            if (!bound[t.id()]) {
                throw new CircuitException("unbound", "PUBLIC " + t.name() + " is in no constraint");
            }
        }
    }
}
