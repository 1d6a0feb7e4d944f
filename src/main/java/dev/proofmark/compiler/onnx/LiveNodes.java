package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.onnx.file.Problems;
import dev.proofmark.compiler.onnx.node.OnnxNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/// The nodes that the model's outputs depend on, in topological order whatever order the file has them in.
///
/// **Errors** a value that is produced twice or never, a node without outputs' names, a cycle: reported, all of them.
final class LiveNodes {

    private final List<OnnxNode> all = new ArrayList<>();
    private final Map<String, OnnxNode> producers = new HashMap<>();
    private final Set<String> sources;
    private final Problems problems;

    /// @param sources names of inputs and initializers
    private LiveNodes(Set<String> sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
    }

    static List<OnnxNode> of(GraphProto graph, Map<String, Long> opsets, Set<String> sources, Problems problems) {
        LiveNodes live = new LiveNodes(sources, problems);
        for (NodeProto proto : graph.getNodeList()) {
            live.enter(new OnnxNode(proto, opsets));
        }
        List<String> outputs = graph.getOutputList().stream().map(output -> output.getName()).toList();
        Set<OnnxNode> reached = live.reach(outputs);
        return live.sorted(live.all.stream().filter(reached::contains).toList());
    }

    private void enter(OnnxNode node) {
        all.add(node);
        for (String output : node.outputs()) {
            if (!output.isEmpty() && (sources.contains(output) || producers.putIfAbsent(output, node) != null)) {
                report(node, "A value is defined twice.", "unique names", output);
            }
        }
    }

    private Set<OnnxNode> reach(List<String> outputs) {
        Set<OnnxNode> reached = new HashSet<>();
        Deque<OnnxNode> open = new ArrayDeque<>();
        for (String output : outputs) {
            OnnxNode producer = producers.get(output);
            if (producer != null) {
                open.add(producer);
            } else if (!sources.contains(output)) {
                problems.add(ProblemCode.INVALID_GRAPH, output, "A model output is never produced.", "a node with this output", "none");
            }
        }
        while (!open.isEmpty()) {
            OnnxNode node = open.remove();
            if (reached.add(node)) {
                open.addAll(producersOf(node));
            }
        }
        return reached;
    }

    private List<OnnxNode> producersOf(OnnxNode node) {
        List<OnnxNode> found = new ArrayList<>();
        for (String input : node.inputs()) {
            OnnxNode producer = producers.get(input);
            if (producer != null) {
                found.add(producer);
            } else if (!input.isEmpty() && !sources.contains(input)) {
                report(node, "A value is used and never produced.", "an input, an initializer or a node's output", input);
            }
        }
        node.captures().stream().sorted().map(producers::get).filter(Objects::nonNull).forEach(found::add);
        return found;
    }

    /// Kahn's algorithm; keeps the file's order among nodes that are ready. Nodes in a cycle or behind it come last.
    private List<OnnxNode> sorted(List<OnnxNode> live) {
        Map<OnnxNode, Integer> waiting = new HashMap<>();
        Map<OnnxNode, List<OnnxNode>> consumers = new HashMap<>();
        for (OnnxNode node : live) {
            Set<OnnxNode> needed = new HashSet<>();
            Stream.concat(node.inputs().stream(), node.captures().stream())
                    .map(producers::get).filter(Objects::nonNull).forEach(needed::add);
            waiting.put(node, needed.size());
            needed.forEach(producer -> consumers.computeIfAbsent(producer, key -> new ArrayList<>()).add(node));
        }
        Map<OnnxNode, Integer> place = new HashMap<>();
        live.forEach(node -> place.put(node, place.size()));
        Queue<OnnxNode> ready = new PriorityQueue<>(Comparator.comparing(place::get));
        live.stream().filter(node -> waiting.get(node) == 0).forEach(ready::add);
        List<OnnxNode> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            OnnxNode node = ready.remove();
            sorted.add(node);
            for (OnnxNode consumer : consumers.getOrDefault(node, List.of())) {
                if (waiting.merge(consumer, -1, Integer::sum) == 0) {
                    ready.add(consumer);
                }
            }
        }
        if (sorted.size() < live.size()) {
            OnnxNode first = live.stream().filter(node -> waiting.get(node) > 0).findFirst().orElseThrow();
            report(first, "The graph has a cycle.", "an acyclic graph", "a cycle through or before this node");
            live.stream().filter(node -> waiting.get(node) > 0).forEach(sorted::add);
        }
        return sorted;
    }

    private void report(OnnxNode node, String message, String expected, String actual) {
        problems.add(
                ProblemCode.INVALID_GRAPH, node.origin().node(), node.origin().operator(), message, expected, actual);
    }
}
