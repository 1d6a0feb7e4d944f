package dev.proofmark.compiler.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Folds constant factors and addends into neighbouring weights and into each other.
///
/// A batch normalisation after a convolution or a matrix product, the normalisation of an input before one, chains of
/// constant factors and addends: all are affine maps, and composed affine maps are one. Real arithmetic is unchanged but for
/// rounding in double precision. A value that has several readers, or that is an output, is left as it is.
///
/// Rules, with constants s, t, c: (x t) s = x (t s); (x + t) s = x s + t s; (x + t) + c = x + (t + c); x - c = x + (-c);
/// conv(x) s and conv(x) + c per channel, matmul(x, W) s per column; conv(x s), matmul(x s, W) per channel or row of W;
/// matmul(x + t, W), and conv(x + t) where nothing is padded; a scalar moves behind a reshape or transpose.
public final class AffineFolding {

    private final Graph graph;
    private final GraphBuilder builder = new GraphBuilder();
    private final Map<String, Value> renamed = new HashMap<>();
    private final Map<String, DenseTensor> constants = new HashMap<>();
    private final Map<String, Node> producers = new HashMap<>();
    private final Set<String> shared = new HashSet<>();

    private AffineFolding(Graph graph) {
        this.graph = graph;
    }

    /// The same function of the same inputs under the same output names.
    public static Graph fold(Graph graph) {
        return new AffineFolding(graph).run();
    }

    private Graph run() {
        for (Graph.Input input : graph.inputs()) {
            renamed.put(input.name(), builder.input(input.name(), input.type(), input.value().shape()));
        }
        graph.constants().forEach((name, tensor) -> renamed.put(name, constant(name, tensor)));
        Map<String, Integer> readers = new HashMap<>();
        graph.nodes().forEach(node -> node.inputs().forEach(value -> readers.merge(value.name(), 1, Integer::sum)));
        graph.outputs().forEach(output -> readers.merge(output.value().name(), 2, Integer::sum));
        for (Node node : graph.nodes()) {
            List<Value> operands = node.inputs().stream().map(value -> renamed.get(value.name())).toList();
            Value folded = emit(node.origin(), node.output().name(), node.op(), operands);
            renamed.put(node.output().name(), folded);
            if (readers.getOrDefault(node.output().name(), 0) > 1) {
                shared.add(folded.name());
            }
        }
        return builder.build(graph.outputs().stream()
                .map(output -> new Graph.Output(output.name(), renamed.get(output.value().name()), output.type()))
                .toList());
    }

    private Value emit(Origin origin, String name, Op op, List<Value> inputs) {
        Optional<Value> rewritten = switch (op) {
            case Subtract subtract when isConstant(inputs.get(1)) -> Optional.of(emit(
                    origin, name, new Add(), List.of(inputs.get(0), constant(name, tensor(inputs.get(1)).map(v -> -v)))));
            case Add add -> sum(origin, name, inputs);
            case Multiply multiply -> product(origin, name, inputs);
            case MatMul matMul -> matMul(origin, name, inputs);
            case Convolution convolution -> convolution(origin, name, convolution, inputs);
            case Reshape reshape -> moved(origin, name, reshape, inputs);
            case Transpose transpose -> moved(origin, name, transpose, inputs);
            case Subtract subtract -> Optional.empty();
            case AveragePool pool -> Optional.empty();
            case MaxPool pool -> Optional.empty();
            case Concat concat -> Optional.empty();
            case Pad pad -> Optional.empty();
            case ReduceSum sum -> Optional.empty();
            case Select select -> Optional.empty();
            case Slice slice -> Optional.empty();
            case Softmax softmax -> Optional.empty();
            case Unary unary -> Optional.empty();
        };
        return rewritten.orElseGet(() -> node(origin, name, op, inputs));
    }

    private Optional<Value> sum(Origin origin, String name, List<Value> inputs) {
        if (isConstant(inputs.get(0))) {
            return isConstant(inputs.get(1)) ? Optional.empty() : Optional.of(emit(origin, name, new Add(), inputs.reversed()));
        }
        Optional<Node> producer = foldable(inputs.get(0));
        if (producer.isEmpty() || !isConstant(inputs.get(1))) {
            return Optional.empty();
        }
        Node inner = producer.get();
        DenseTensor addend = tensor(inputs.get(1));
        TensorShape shape = TensorShape.broadcast(inputs.get(0).shape(), addend.shape());
        if (inner.op() instanceof Add && isConstant(inner.input(1)) && inner.input(0).shape().equals(shape)) {
            DenseTensor total = ConstantAlgebra.sum(tensor(inner.input(1)), addend);
            return Optional.of(emit(origin, name, new Add(), List.of(inner.input(0), constant(name, total))));
        }
        if (inner.op() instanceof Convolution && inner.output().shape().equals(shape)) {
            return ConstantAlgebra.along(addend, shape, 1).flatMap(bias -> withBias(origin, name, inner, bias));
        }
        return Optional.empty();
    }

    private Optional<Value> withBias(Origin origin, String name, Node convolution, double[] addend) {
        if (convolution.inputs().size() == 3 && !isConstant(convolution.input(2))) {
            return Optional.empty();
        }
        DenseTensor bias = DenseTensor.vector(addend);
        if (convolution.inputs().size() == 3) {
            bias = ConstantAlgebra.sum(tensor(convolution.input(2)), bias);
        }
        List<Value> operands = List.of(convolution.input(0), convolution.input(1), constant(name, bias));
        return Optional.of(node(origin, name, convolution.op(), operands));
    }

    private Optional<Value> product(Origin origin, String name, List<Value> inputs) {
        if (isConstant(inputs.get(0))) {
            return isConstant(inputs.get(1)) ? Optional.empty() : Optional.of(emit(origin, name, new Multiply(), inputs.reversed()));
        }
        Optional<Node> producer = foldable(inputs.get(0));
        if (producer.isEmpty() || !isConstant(inputs.get(1))) {
            return Optional.empty();
        }
        Node inner = producer.get();
        DenseTensor factor = tensor(inputs.get(1));
        TensorShape shape = TensorShape.broadcast(inputs.get(0).shape(), factor.shape());
        if (!inner.output().shape().equals(shape)) {
            return Optional.empty();
        }
        boolean affine = inner.inputs().size() == 2 && isConstant(inner.input(1)) && inner.input(0).shape().equals(shape);
        if (inner.op() instanceof Multiply && affine) {
            DenseTensor total = ConstantAlgebra.product(tensor(inner.input(1)), factor);
            return Optional.of(emit(origin, name, new Multiply(), List.of(inner.input(0), constant(name, total))));
        }
        if (inner.op() instanceof Add && affine) {
            DenseTensor addend = ConstantAlgebra.product(tensor(inner.input(1)), factor);
            Value scaled = emit(origin, name, new Multiply(), List.of(inner.input(0), constant(name, factor)));
            return Optional.of(emit(origin, name, new Add(), List.of(scaled, constant(name, addend))));
        }
        if (inner.op() instanceof Convolution && constantFrom(inner, 1)) {
            return ConstantAlgebra.along(factor, shape, 1).map(scale -> scaledOutputs(origin, name, inner, scale));
        }
        if (inner.op() instanceof MatMul && isConstant(inner.input(1)) && inner.input(1).shape().rank() == 2) {
            return ConstantAlgebra.along(factor, shape, shape.rank() - 1).map(scale -> emit(
                    origin, name, inner.op(),
                    List.of(inner.input(0), constant(name, ConstantAlgebra.scaled(tensor(inner.input(1)), 1, scale)))));
        }
        return Optional.empty();
    }

    private Value scaledOutputs(Origin origin, String name, Node convolution, double[] scale) {
        Value weights = constant(name, ConstantAlgebra.scaled(tensor(convolution.input(1)), 0, scale));
        if (convolution.inputs().size() == 2) {
            return node(origin, name, convolution.op(), List.of(convolution.input(0), weights));
        }
        Value bias = constant(name, ConstantAlgebra.scaled(tensor(convolution.input(2)), 0, scale));
        return node(origin, name, convolution.op(), List.of(convolution.input(0), weights, bias));
    }

    private Optional<Value> matMul(Origin origin, String name, List<Value> inputs) {
        Optional<Node> producer = foldable(inputs.get(0));
        TensorShape shape = inputs.get(0).shape();
        if (producer.isEmpty() || !isConstant(inputs.get(1)) || inputs.get(1).shape().rank() != 2) {
            return Optional.empty();
        }
        Node inner = producer.get();
        DenseTensor weights = tensor(inputs.get(1));
        if (inner.inputs().size() != 2 || !isConstant(inner.input(1)) || !inner.input(0).shape().equals(shape)) {
            return Optional.empty();
        }
        Optional<double[]> along = ConstantAlgebra.along(tensor(inner.input(1)), shape, shape.rank() - 1);
        if (along.isPresent() && inner.op() instanceof Multiply) {
            Value scaled = constant(name, ConstantAlgebra.scaled(weights, 0, along.get()));
            return Optional.of(emit(origin, name, new MatMul(), List.of(inner.input(0), scaled)));
        }
        if (along.isPresent() && inner.op() instanceof Add) {
            DenseTensor offset = FloatInterpreter.apply(new MatMul(), List.of(DenseTensor.vector(along.get()), weights));
            Value linear = emit(origin, name, new MatMul(), List.of(inner.input(0), inputs.get(1)));
            return Optional.of(emit(origin, name, new Add(), List.of(linear, constant(name, offset))));
        }
        return Optional.empty();
    }

    private Optional<Value> convolution(Origin origin, String name, Convolution op, List<Value> inputs) {
        Optional<Node> producer = foldable(inputs.get(0));
        if (producer.isEmpty() || !inputs.subList(1, inputs.size()).stream().allMatch(this::isConstant)) {
            return Optional.empty();
        }
        Node inner = producer.get();
        TensorShape shape = inputs.get(0).shape();
        if (inner.inputs().size() != 2 || !isConstant(inner.input(1)) || !inner.input(0).shape().equals(shape)) {
            return Optional.empty();
        }
        Optional<double[]> along = ConstantAlgebra.along(tensor(inner.input(1)), shape, 1);
        DenseTensor weights = tensor(inputs.get(1));
        if (along.isPresent() && inner.op() instanceof Multiply) {
            Value scaled = constant(name, ConstantAlgebra.scaledChannels(weights, op.groups(), along.get()));
            List<Value> operands = inputs.size() == 2
                    ? List.of(inner.input(0), scaled)
                    : List.of(inner.input(0), scaled, inputs.get(2));
            return Optional.of(emit(origin, name, op, operands));
        }
        if (along.isPresent() && inner.op() instanceof Add && isUnpadded(op.window())) {
            double[] bias = ConstantAlgebra.response(weights, op.groups(), along.get());
            DenseTensor total = inputs.size() == 2
                    ? DenseTensor.vector(bias)
                    : ConstantAlgebra.sum(tensor(inputs.get(2)), DenseTensor.vector(bias));
            return Optional.of(emit(origin, name, op, List.of(inner.input(0), inputs.get(1), constant(name, total))));
        }
        return Optional.empty();
    }

    private Optional<Value> moved(Origin origin, String name, Op op, List<Value> inputs) {
        return foldable(inputs.get(0))
                .filter(inner -> (inner.op() instanceof Multiply || inner.op() instanceof Add)
                        && isConstant(inner.input(1))
                        && inner.input(1).shape().elementCount() == 1
                        && inner.input(0).shape().equals(inputs.get(0).shape()))
                .map(inner -> {
                    Value moved = emit(origin, name, op, List.of(inner.input(0)));
                    Value scalar = constant(name, tensor(inner.input(1)).reshaped(TensorShape.SCALAR));
                    return emit(origin, name, inner.op(), List.of(moved, scalar));
                });
    }

    private static boolean isUnpadded(Window window) {
        return window.padsBegin().stream().allMatch(pad -> pad == 0) && window.padsEnd().stream().allMatch(pad -> pad == 0);
    }

    private boolean constantFrom(Node node, int first) {
        return node.inputs().subList(first, node.inputs().size()).stream().allMatch(this::isConstant);
    }

    /// The node that made a value which only the node at hand reads.
    private Optional<Node> foldable(Value value) {
        return shared.contains(value.name()) ? Optional.empty() : Optional.ofNullable(producers.get(value.name()));
    }

    private Value node(Origin origin, String name, Op op, List<Value> inputs) {
        Value output = builder.add(origin, name, op, inputs);
        producers.put(output.name(), new Node(origin, op, inputs, output));
        return output;
    }

    private Value constant(String name, DenseTensor tensor) {
        Value value = builder.constant(name, tensor);
        constants.put(value.name(), tensor);
        return value;
    }

    private boolean isConstant(Value value) {
        return constants.containsKey(value.name());
    }

    private DenseTensor tensor(Value value) {
        return constants.get(value.name());
    }
}
