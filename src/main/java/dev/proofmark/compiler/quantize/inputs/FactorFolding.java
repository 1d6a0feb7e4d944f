package dev.proofmark.compiler.quantize.inputs;

import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.AveragePool;
import dev.proofmark.compiler.graph.Concat;
import dev.proofmark.compiler.graph.Convolution;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.MatMul;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Op;
import dev.proofmark.compiler.graph.Origin;
import dev.proofmark.compiler.graph.Pad;
import dev.proofmark.compiler.graph.ReduceSum;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.Softmax;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A graph whose inputs are divided by constants, element by element: the constants move through linear operators into the
/// next layer's weights, so that the division costs nothing.
///
/// While factors move, a value v of the graph is represented by another one, `v = raw * factor`. An operator that a factor
/// cannot pass gets the product.
public final class FactorFolding {

    /// `value = raw * factor`, element by element; the factor has the value's shape.
    private record Factored(Value raw, DenseTensor factor) {}

    private final Graph graph;
    private final Map<String, DenseTensor> constants;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Factored> factored = new HashMap<>();
    private final Map<String, Value> products = new HashMap<>();

    private FactorFolding(Graph graph, Map<String, DenseTensor> factors) {
        this.graph = graph;
        this.constants = new LinkedHashMap<>(graph.constants());
        for (Graph.Input input : graph.inputs()) {
            DenseTensor factor = factors.get(input.name());
            if (factor != null) {
                factored.put(input.name(), new Factored(input.value(), factor));
            }
        }
    }

    /// The same function of inputs that are divided by the factors.
    ///
    /// @param factors by input name, of the input's shape, nonzero; inputs without one stay as they are
    public static Graph divided(Graph graph, Map<String, DenseTensor> factors) {
        return factors.isEmpty() ? graph : new FactorFolding(graph, factors).run();
    }

    private Graph run() {
        for (Node node : graph.nodes()) {
            if (node.inputs().stream().noneMatch(this::isFactored)) {
                nodes.add(node);
            } else if (!passes(node)) {
                List<Value> inputs = new ArrayList<>();
                node.inputs().forEach(input -> inputs.add(product(input, node.origin())));
                nodes.add(new Node(node.origin(), node.op(), inputs, node.output()));
            }
        }
        List<Graph.Output> outputs = graph.outputs().stream()
                .map(output -> new Graph.Output(
                        output.name(), product(output.value(), new Origin(output.name(), "")), output.type()))
                .toList();
        return new Graph(graph.inputs(), constants, nodes, outputs);
    }

    private boolean isFactored(Value value) {
        return factored.containsKey(value.name());
    }

    /// Rewrites the node with factors moved on or taken in; false where they end here.
    private boolean passes(Node node) {
        return switch (node.op()) {
            case Multiply op -> scaled(node);
            case Add op -> shifted(node);
            case Subtract op -> shifted(node);
            case Reshape op -> relaid(node);
            case Transpose op -> relaid(node);
            case Select op -> relaid(node);
            case Slice op -> relaid(node);
            case Concat op -> relaid(node);
            case Pad op -> padded(node, op);
            case AveragePool op -> averaged(node);
            case MatMul op -> absorbed(node, FactorAbsorption.matMul(node, this::factor, constants));
            case Convolution op -> absorbed(node, FactorAbsorption.convolution(node, op, this::factor, constants));
            case ReduceSum op -> false;
            case Unary op -> false;
            case MaxPool op -> false;
            case Softmax op -> false;
        };
    }

    private DenseTensor factor(Value value) {
        return isFactored(value) ? factored.get(value.name()).factor() : null;
    }

    /// Products with constants join the factor.
    private boolean scaled(Node node) {
        int variable = isFactored(node.input(0)) ? 0 : 1;
        Factored value = factored.get(node.input(variable).name());
        DenseTensor constant = constants.get(node.input(1 - variable).name());
        if (constant == null || !node.output().shape().equals(value.raw().shape())) {
            return false;
        }
        DenseTensor product = FloatInterpreter.apply(node.op(), List.of(value.factor(), constant));
        factored.put(node.output().name(), new Factored(value.raw(), product));
        return true;
    }

    /// v + c = (raw + c / factor) * factor.
    private boolean shifted(Node node) {
        int variable = isFactored(node.input(0)) ? 0 : 1;
        Factored value = factored.get(node.input(variable).name());
        DenseTensor constant = constants.get(node.input(1 - variable).name());
        if (constant == null || !node.output().shape().equals(value.raw().shape())) {
            return false;
        }
        DenseTensor quotient = FloatInterpreter.apply(new Multiply(), List.of(value.factor().map(f -> 1 / f), constant));
        if (!quotient.isFinite()) {
            return false;
        }
        Value shift = new Value(node.output().name() + "#shift", quotient.shape());
        constants.put(shift.name(), quotient);
        return represent(
                node, node.op(), variable == 0 ? List.of(value.raw(), shift) : List.of(shift, value.raw()), value.factor());
    }

    /// Layout operators move factors as they move values; parts without a factor have ones.
    private boolean relaid(Node node) {
        if (node.inputs().stream().anyMatch(input -> constants.containsKey(input.name()))) {
            return false;
        }
        List<Value> raws = new ArrayList<>();
        List<DenseTensor> factors = new ArrayList<>();
        for (Value input : node.inputs()) {
            raws.add(isFactored(input) ? factored.get(input.name()).raw() : input);
            factors.add(isFactored(input) ? factor(input) : DenseTensor.filled(input.shape(), 1));
        }
        return represent(node, node.op(), raws, FloatInterpreter.apply(node.op(), factors));
    }

    private boolean padded(Node node, Pad op) {
        if (op.value() != 0) {
            return false;
        }
        Factored value = factored.get(node.input(0).name());
        return represent(node, op, List.of(value.raw()), FactorShapes.padded(value.factor(), op, node.output().shape()));
    }

    /// A factor per channel passes a pool.
    private boolean averaged(Node node) {
        Factored value = factored.get(node.input(0).name());
        double[] channels = FactorShapes.along(value.factor(), 1);
        return channels != null && represent(
                node, node.op(), List.of(value.raw()), FactorShapes.spread(channels, node.output().shape(), 1));
    }

    private boolean represent(Node node, Op op, List<Value> inputs, DenseTensor factor) {
        Value raw = new Value(node.output().name() + "#raw", node.output().shape());
        nodes.add(new Node(node.origin(), op, inputs, raw));
        factored.put(node.output().name(), new Factored(raw, factor));
        return true;
    }

    /// The factor ends in the operator's weights.
    private boolean absorbed(Node node, FactorAbsorption absorption) {
        if (absorption == null) {
            return false;
        }
        List<Value> inputs = new ArrayList<>(node.inputs());
        Value weights = new Value(node.output().name() + "#weights", absorption.weights().shape());
        constants.put(weights.name(), absorption.weights());
        inputs.set(absorption.variable(), factored.get(node.input(absorption.variable()).name()).raw());
        inputs.set(1 - absorption.variable(), weights);
        nodes.add(new Node(node.origin(), node.op(), inputs, node.output()));
        return true;
    }

    /// The value itself, multiplied out where it has a factor.
    private Value product(Value value, Origin origin) {
        if (!isFactored(value)) {
            return value;
        }
        return products.computeIfAbsent(value.name(), name -> {
            Value factor = new Value(name + "#factor", value.shape());
            Value product = new Value(name + "#product", value.shape());
            constants.put(factor.name(), factor(value));
            nodes.add(new Node(origin, new Multiply(), List.of(factored.get(name).raw(), factor), product));
            return product;
        });
    }
}
