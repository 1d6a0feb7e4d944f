package dev.proofmark.compiler.quantize;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.UnaryFunction;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.quantize.inputs.Dataflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Changes of the graph that keep its meaning and make it cheaper to prove.
///
/// - What depends on constants only becomes a constant.
/// - A negation becomes a product with -1: no table.
/// - max-pool then rectifier becomes rectifier then max-pool: the rectifier fuses with the requantisation of the
///   convolution before, and the pool compares activations without a sign.
final class Rewrites {

    private static final String SUFFIX = "#before-pool";

    private Rewrites() {}

    static Graph simplified(Graph graph) {
        Map<String, DenseTensor> constants = new LinkedHashMap<>(graph.constants());
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.inputs().stream().allMatch(input -> constants.containsKey(input.name()))) {
                List<DenseTensor> operands =
                        node.inputs().stream().map(input -> constants.get(input.name())).toList();
                constants.put(node.output().name(), FloatInterpreter.apply(node.op(), operands));
            } else if (node.op() instanceof Unary unary && unary.function() == ElementaryFunction.NEGATE) {
                Value minusOne = new Value(node.output().name() + "#minus-one", dev.proofmark.compiler.graph.TensorShape.SCALAR);
                constants.put(minusOne.name(), DenseTensor.scalar(-1).published());
                nodes.add(new Node(node.origin(), new Multiply(), List.of(node.input(0), minusOne), node.output()));
            } else {
                nodes.add(node);
            }
        }
        Graph folded = new Graph(graph.inputs(), constants, nodes, graph.outputs());
        return new Graph(folded.inputs(), constants, rectifiedFirst(folded), folded.outputs());
    }

    private static List<Node> rectifiedFirst(Graph graph) {
        Dataflow flow = new Dataflow(graph);
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Node pool = flow.producer(node.inputs().getFirst());
            if (swaps(node, pool, flow)) {
                Value inner = pool.input(0);
                Value rectified = new Value(inner.name() + SUFFIX + node.output().name(), inner.shape());
                nodes.removeIf(other -> other.output().equals(pool.output()));
                nodes.add(new Node(node.origin(), node.op(), List.of(inner), rectified));
                nodes.add(new Node(pool.origin(), pool.op(), List.of(rectified), node.output()));
            } else {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private static boolean swaps(Node node, Node pool, Dataflow flow) {
        return node.op() instanceof Unary unary
                && rising(unary.function())
                && pool != null
                && pool.op() instanceof MaxPool
                && flow.uses(pool.output()) == 1
                && !(flow.producer(pool.input(0)) != null && flow.producer(pool.input(0)).op() instanceof Unary);
    }

    private static boolean rising(UnaryFunction function) {
        return function == ElementaryFunction.RELU
                || function instanceof ParametricFunction.Clip clip && clip.low() <= clip.high()
                || function instanceof ParametricFunction.LeakyRelu leaky && leaky.alpha() >= 0;
    }
}
