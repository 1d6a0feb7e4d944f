package dev.proofmark.proving.witness;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.View;

/// Integer values of all nodes of one proof. Tensors are given, expressions are computed when first asked for.
///
/// **Memory** 4 bytes per padded position (8 where values exceed 32 bits).
public final class NodeValues {
    private final Circuit circuit;
    private final Workers workers;
    private final IntegerTensor[] values;

    public NodeValues(Circuit circuit, Workers workers) {
        this.circuit = circuit;
        this.workers = workers;
        this.values = new IntegerTensor[circuit.nodes().size()];
        for (Node node : circuit.nodes()) {
            if (node instanceof Tensor t && t.values() != null) {
                values[t.id()] = IntegerTensor.ofLogical(t.shape(), t.values());
            }
        }
    }

    public Circuit circuit() {
        return circuit;
    }

    public void set(int tensor, IntegerTensor value) {
        values[tensor] = value;
    }

    public IntegerTensor get(int node) {
        if (values[node] == null) {
            values[node] = switch (circuit.node(node)) {
                case Tensor t -> throw new WitnessException("unset", t.kind() + " " + t.name() + " has no value yet");
                case Combine c -> ExpressionValues.combine(c, this::get, id -> circuit.node(id).shape());
                case Contract c -> new IntegerContraction(c, circuit.node(c.a()).shape(), circuit.node(c.b()).shape())
                        .value(get(c.a()), get(c.b()), workers);
                case AxisMap m -> ExpressionValues.axisMap(m, get(m.operand()), circuit.node(m.operand()).shape());
                case View v -> ExpressionValues.view(v, get(v.operand()));
            };
        }
        return values[node];
    }
}
