package dev.proofmark.compiler.quantize.inputs;

import dev.proofmark.compiler.graph.Concat;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Op;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who makes and who reads each value of a graph.
public final class Dataflow {

    private final Graph graph;
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Node>> readers = new HashMap<>();
    private final Map<String, Integer> outputUses = new HashMap<>();

    public Dataflow(Graph graph) {
        this.graph = graph;
        for (Node node : graph.nodes()) {
            producers.put(node.output().name(), node);
            node.inputs().forEach(value -> readers.computeIfAbsent(value.name(), name -> new ArrayList<>()).add(node));
        }
        graph.outputs().forEach(output -> outputUses.merge(output.value().name(), 1, Integer::sum));
    }

    /// Null for inputs and constants.
    public Node producer(Value value) {
        return producers.get(value.name());
    }

    /// Null for values that depend on the input.
    public DenseTensor constant(Value value) {
        return graph.constants().get(value.name());
    }

    /// The value of a constant of one element that the circuit may show; null for everything else.
    public Double publicScalar(Value value) {
        DenseTensor constant = constant(value);
        boolean scalar = constant != null && constant.shape().elementCount() == 1 && constant.isPublic();
        return scalar ? (Double) constant.value(0) : null;
    }

    boolean isOutput(Value value) {
        return outputUses.containsKey(value.name());
    }

    /// How often the value is read, as an output too.
    public int uses(Value value) {
        return readers(value).size() + outputUses.getOrDefault(value.name(), 0);
    }

    List<Node> readers(Value value) {
        return readers.getOrDefault(value.name(), List.of());
    }

    /// True when the value reaches outputs only, through nothing but layout.
    public boolean reachesOnlyOutputs(Value value) {
        return readers(value).stream()
                .allMatch(node -> isLayout(node.op()) && reachesOnlyOutputs(node.output()));
    }

    /// Values that must stay whole: read by a node outside of `inside`, or an output.
    public Set<Value> escaping(Set<Value> inside, Value top) {
        Set<Value> escaping = new HashSet<>();
        for (Value value : inside) {
            boolean kept = readers(value).stream().allMatch(node -> inside.contains(node.output()) || node.output().equals(top));
            if (!kept || isOutput(value)) {
                escaping.add(value);
            }
        }
        return escaping;
    }

    private static boolean isLayout(Op op) {
        return op instanceof Reshape
                || op instanceof Transpose
                || op instanceof Slice
                || op instanceof Select
                || op instanceof Concat;
    }
}
