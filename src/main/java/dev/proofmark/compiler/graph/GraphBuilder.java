package dev.proofmark.compiler.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects a [Graph] in topological order: infers shapes, keeps names unique, drops what no output needs.
public final class GraphBuilder {

    private final List<Graph.Input> inputs = new ArrayList<>();
    private final Map<String, DenseTensor> constants = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();

    /// **Requires** inputs come first, so that they keep their names.
    public Value input(String name, ElementType type, TensorShape shape) {
        Value value = new Value(unique(name), shape);
        inputs.add(new Graph.Input(value, type));
        return value;
    }

    public Value constant(String name, DenseTensor tensor) {
        Value value = new Value(unique(name), tensor.shape());
        constants.put(value.name(), tensor);
        return value;
    }

    /// **Errors** [ShapeException] where the inputs do not fit the operator.
    public Value add(Origin origin, String name, Op op, List<Value> operands) {
        TensorShape shape = op.outputShape(operands.stream().map(Value::shape).toList());
        Value output = new Value(unique(name), shape);
        nodes.add(new Node(origin, op, operands, output));
        return output;
    }

    public int nodeCount() {
        return nodes.size();
    }

    /// The graph of everything that the outputs depend on. All inputs stay.
    public Graph build(List<Graph.Output> outputs) {
        Set<String> needed = new HashSet<>();
        outputs.forEach(output -> needed.add(output.value().name()));
        List<Node> kept = new ArrayList<>();
        for (Node node : nodes.reversed()) {
            if (needed.contains(node.output().name())) {
                node.inputs().forEach(value -> needed.add(value.name()));
                kept.add(node);
            }
        }
        Map<String, DenseTensor> keptConstants = new LinkedHashMap<>(constants);
        keptConstants.keySet().retainAll(needed);
        return new Graph(inputs, keptConstants, kept.reversed(), outputs);
    }

    private String unique(String name) {
        String candidate = name;
        while (names.putIfAbsent(candidate, 1) != null) {
            candidate = name + "#" + names.merge(name, 1, Integer::sum);
        }
        return candidate;
    }
}
