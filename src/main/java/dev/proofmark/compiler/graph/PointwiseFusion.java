package dev.proofmark.compiler.graph;

import dev.proofmark.compiler.graph.PointwiseExpression.Applied;
import dev.proofmark.compiler.graph.PointwiseExpression.Arithmetic;
import dev.proofmark.compiler.graph.PointwiseExpression.Combined;
import dev.proofmark.compiler.graph.PointwiseExpression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fuses what is one function of one value into one [Unary], so that it costs one table.
///
/// Exporters write activations in parts: x * sigmoid(x), 0.5 x (1 + erf(x / sqrt 2)), x / (1 + |x|), square root of a square.
/// Every value that depends on one other value element by element, by functions and single public constants, is tracked as an
/// expression of it. Where two branches of the same value meet, or a function follows a function that nothing else reads, the
/// whole expression becomes one function. What is affine is left to [AffineFolding].
public final class PointwiseFusion {

    private static final int LARGEST_EXPRESSION = 64;

    /// A value as an expression of another one of the same shape.
    private record Dependence(Value source, PointwiseExpression expression) {}

    private final Graph graph;
    private final GraphBuilder builder = new GraphBuilder();
    private final Map<String, Value> renamed = new HashMap<>();
    private final Map<String, Dependence> dependences = new HashMap<>();
    private final Map<String, Integer> readers = new HashMap<>();

    private PointwiseFusion(Graph graph) {
        this.graph = graph;
    }

    /// The same function of the same inputs under the same output names.
    public static Graph fuse(Graph graph) {
        return new PointwiseFusion(graph).run();
    }

    private Graph run() {
        for (Graph.Input input : graph.inputs()) {
            renamed.put(input.name(), builder.input(input.name(), input.type(), input.value().shape()));
        }
        graph.constants().forEach((name, tensor) -> renamed.put(name, builder.constant(name, tensor)));
        graph.nodes().forEach(node -> node.inputs().forEach(value -> readers.merge(value.name(), 1, Integer::sum)));
        graph.outputs().forEach(output -> readers.merge(output.value().name(), 1, Integer::sum));
        for (Node node : graph.nodes()) {
            renamed.put(node.output().name(), emit(node));
        }
        return builder.build(graph.outputs().stream()
                .map(output -> new Graph.Output(output.name(), renamed.get(output.value().name()), output.type()))
                .toList());
    }

    private Value emit(Node node) {
        Dependence dependence = switch (node.op()) {
            case Unary unary -> applied(node, unary);
            case Add add -> combined(node, Arithmetic.SUM);
            case Subtract subtract -> combined(node, Arithmetic.DIFFERENCE);
            case Multiply multiply -> combined(node, Arithmetic.PRODUCT);
            case AveragePool pool -> itself(node.output());
            case Concat concat -> itself(node.output());
            case Convolution convolution -> itself(node.output());
            case MatMul matMul -> itself(node.output());
            case MaxPool pool -> itself(node.output());
            case Pad pad -> itself(node.output());
            case ReduceSum sum -> itself(node.output());
            case Reshape reshape -> itself(node.output());
            case Select select -> itself(node.output());
            case Slice slice -> itself(node.output());
            case Softmax softmax -> itself(node.output());
            case Transpose transpose -> itself(node.output());
        };
        boolean sound = dependence.expression().size() <= LARGEST_EXPRESSION
                && dependence.source().shape().equals(node.output().shape());
        dependences.put(node.output().name(), sound ? dependence : itself(node.output()));
        List<Value> operands = node.inputs().stream().map(value -> renamed.get(value.name())).toList();
        if (!sound || !isWorthwhile(node, dependence)) {
            return builder.add(node.origin(), node.output().name(), node.op(), operands);
        }
        Unary fused = new Unary(new ParametricFunction.Composed(dependence.expression()));
        Value source = renamed.get(dependence.source().name());
        return builder.add(node.origin(), node.output().name(), fused, List.of(source));
    }

    /// A function after a function, or two branches that meet in something that is not affine.
    private boolean isWorthwhile(Node node, Dependence dependence) {
        return switch (dependence.expression()) {
            case Applied applied -> applied.argument().isNonlinear();
            case Combined combined -> node.inputs().stream().noneMatch(graph::isConstant) && combined.isNonlinear();
            case Variable variable -> false;
            case PointwiseExpression.Number number -> false;
        };
    }

    private Dependence applied(Node node, Unary unary) {
        Value input = node.input(0);
        Dependence inner = dependence(input);
        if (inner.expression().isNonlinear() && readers.get(input.name()) > 1) {
            inner = itself(input);
        }
        return new Dependence(inner.source(), new Applied(unary.function(), inner.expression()));
    }

    private Dependence combined(Node node, Arithmetic operation) {
        Value left = node.input(0);
        Value right = node.input(1);
        if (isNumber(left) && !graph.isConstant(right)) {
            Dependence inner = dependence(right);
            return new Dependence(inner.source(), new Combined(operation, number(left), inner.expression()));
        }
        if (isNumber(right) && !graph.isConstant(left)) {
            Dependence inner = dependence(left);
            return new Dependence(inner.source(), new Combined(operation, inner.expression(), number(right)));
        }
        if (graph.isConstant(left) || graph.isConstant(right)) {
            return itself(node.output());
        }
        return joined(node, operation, left, right);
    }

    /// Both sides of one source: each as an expression of the other's source, or of the same one.
    private Dependence joined(Node node, Arithmetic operation, Value left, Value right) {
        Dependence a = dependence(left);
        Dependence b = dependence(right);
        if (!a.source().equals(b.source())) {
            if (b.source().equals(left)) {
                a = itself(left);
            } else if (a.source().equals(right)) {
                b = itself(right);
            } else {
                return itself(node.output());
            }
        }
        return new Dependence(a.source(), new Combined(operation, a.expression(), b.expression()));
    }

    private Dependence dependence(Value value) {
        return dependences.getOrDefault(value.name(), itself(value));
    }

    private static Dependence itself(Value value) {
        return new Dependence(value, new Variable());
    }

    /// A single number that a table may show.
    private boolean isNumber(Value value) {
        return graph.isConstant(value) && value.shape().elementCount() == 1 && graph.constants().get(value.name()).isPublic();
    }

    private PointwiseExpression number(Value value) {
        return new PointwiseExpression.Number(graph.constants().get(value.name()).value(0));
    }
}
