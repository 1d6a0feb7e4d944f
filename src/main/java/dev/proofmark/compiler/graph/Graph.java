package dev.proofmark.compiler.graph;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A neural network as a directed acyclic graph of [Op]s over named tensors of static shape.
///
/// Valid once constructed: value names are unique, every node reads only inputs, constants and outputs of earlier nodes,
/// every shape is the inferred one, outputs exist.
public final class Graph {

    /// A model input. Its value's name is the model's own input name.
    public record Input(Value value, ElementType type) {
        public String name() {
            return value.name();
        }
    }

    /// A model output under the model's own name. The value may have another name; it may be an input or a constant.
    public record Output(String name, Value value, ElementType type) {}

    private final List<Input> inputs;
    private final Map<String, DenseTensor> constants;
    private final List<Node> nodes;
    private final List<Output> outputs;

    public Graph(List<Input> inputs, Map<String, DenseTensor> constants, List<Node> nodes, List<Output> outputs) {
        this.inputs = List.copyOf(inputs);
        this.constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        this.nodes = List.copyOf(nodes);
        this.outputs = List.copyOf(outputs);
        check();
    }

    public List<Input> inputs() {
        return inputs;
    }

    /// In insertion order. A value with a name of this map is constant.
    public Map<String, DenseTensor> constants() {
        return constants;
    }

    /// In topological order.
    public List<Node> nodes() {
        return nodes;
    }

    public List<Output> outputs() {
        return outputs;
    }

    public boolean isConstant(Value value) {
        return constants.containsKey(value.name());
    }

    /// The number of constant elements: what is usually called parameters.
    public long parameterCount() {
        return constants.values().stream().mapToLong(constant -> constant.shape().elementCount()).sum();
    }

    private void check() {
        Set<Value> known = new HashSet<>();
        Set<String> names = new HashSet<>();
        constants.forEach((name, tensor) -> define(new Value(name, tensor.shape()), known, names));
        inputs.forEach(input -> define(input.value(), known, names));
        for (Node node : nodes) {
            node.inputs().forEach(value -> require(value, known));
            define(node.output(), known, names);
        }
        outputs.forEach(output -> require(output.value(), known));
    }

    private static void define(Value value, Set<Value> known, Set<String> names) {
        if (!names.add(value.name())) {
            throw new IllegalArgumentException("value " + value + " is defined twice");
        }
        known.add(value);
    }

    private static void require(Value value, Set<Value> known) {
        if (!known.contains(value)) {
            throw new IllegalArgumentException("value " + value + " is used before it is defined");
        }
    }
}
