package dev.proofmark.compiler.onnx.node;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.GraphBuilder;
import dev.proofmark.compiler.graph.Op;
import dev.proofmark.compiler.graph.Origin;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.graph.Work;
import dev.proofmark.compiler.onnx.file.ConstantBudget;
import dev.proofmark.compiler.onnx.file.ImportLimits;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.file.Rounding;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The graph under construction. An operator on constants is evaluated at once, any other becomes a node. An empty tensor is
/// a constant, whatever it was made of.
public final class GraphAssembly {

    private static final double EXACT_INTEGERS = 1L << 53;

    private final GraphBuilder builder = new GraphBuilder();
    private final Map<DenseTensor, Value> constantValues = new IdentityHashMap<>();
    private final ImportLimits limits;
    private final ConstantBudget budget;
    private long valueElements;
    private long inferenceWork;

    public GraphAssembly(ImportLimits limits, ConstantBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    public Operand.Computed input(String name, ElementType type, TensorShape shape) {
        count(shape, shape.elementCount());
        return new Operand.Computed(type, builder.input(name, type, shape));
    }

    Operand.Known apply(Origin origin, String name, ElementType type, Op op, List<Operand.Known> operands) {
        List<TensorShape> shapes = operands.stream().map(Operand.Known::shape).toList();
        TensorShape shape = op.outputShape(shapes);
        checkSize(shape);
        long work = Work.of(op, shapes, shape);
        if (shape.elementCount() == 0) {
            return new Operand.Constant(name, type, DenseTensor.of(shape));
        }
        if (operands.stream().allMatch(Operand.Constant.class::isInstance)) {
            budget.make(shape.elementCount());
            budget.spend(work);
            List<DenseTensor> tensors = operands.stream().map(operand -> ((Operand.Constant) operand).tensor()).toList();
            return constant(name, type, FloatInterpreter.apply(op, tensors));
        }
        count(shape, work);
        List<Value> values = operands.stream().map(this::value).toList();
        return new Operand.Computed(type, builder.add(origin, name, op, values));
    }

    /// A folded constant: rounded to its type as a runtime of that type would have it.
    Operand.Constant constant(String name, ElementType type, DenseTensor exact) {
        if (type.isInteger()) {
            for (double value : exact.values()) {
                if (Math.abs(value) > EXACT_INTEGERS && Math.abs(value) < Long.MAX_VALUE) {
                    throw new NodeRejection(
                            ProblemCode.LIMIT_EXCEEDED, "An integer constant is too large to fold exactly.",
                            "at most 2^53", Double.toString(value));
                }
            }
            return new Operand.Constant(name, type, exact);
        }
        return new Operand.Constant(
                name, type, type == ElementType.FLOAT64 ? exact : exact.map(value -> Rounding.nearest(type, value)));
    }

    /// An empty tensor must not have long axes either: operators keep lists of indexes.
    void checkSize(TensorShape shape) {
        boolean longAxis = shape.toList().stream().anyMatch(length -> length > limits.tensorElements());
        if (longAxis || shape.elementCount() > limits.tensorElements() || shape.rank() > limits.rank()) {
            throw new NodeRejection(
                    ProblemCode.LIMIT_EXCEEDED, "A tensor is too large.",
                    "at most " + limits.tensorElements() + " elements and " + limits.rank() + " axes", shape.toString());
        }
    }

    int maxRank() {
        return limits.rank();
    }

    ConstantBudget budget() {
        return budget;
    }

    /// The graph value of an operand; a constant is entered on first use.
    public Value value(Operand.Known operand) {
        return switch (operand) {
            case Operand.Computed computed -> computed.value();
            case Operand.Constant constant ->
                    constantValues.computeIfAbsent(constant.tensor(), tensor -> entered(constant));
        };
    }

    private Value entered(Operand.Constant constant) {
        if (constant.shape().elementCount() == 0) {
            throw new NodeRejection(
                    ProblemCode.SHAPE_MISMATCH, "An empty tensor meets computed values.", "at least one element",
                    constant.shape().toString());
        }
        if (!constant.tensor().isFinite()) {
            throw new NodeRejection(
                    ProblemCode.INVALID_TENSOR, "A constant holds a value that is not finite.",
                    "finite values", "NaN or infinity in " + constant.name());
        }
        return builder.constant(constant.name(), constant.tensor());
    }

    private void count(TensorShape shape, long work) {
        checkSize(shape);
        valueElements += shape.elementCount();
        inferenceWork += work;
        require(builder.nodeCount(), limits.nodes(), "graph nodes");
        require(valueElements, limits.valueElements(), "elements of computed values");
        require(inferenceWork, limits.inferenceWork(), "multiplications per inference");
    }

    private static void require(long actual, long limit, String what) {
        if (actual > limit) {
            throw new NodeRejection(
                    ProblemCode.LIMIT_EXCEEDED, "The model is too large.", "at most " + limit + " " + what, "at least " + actual);
        }
    }

    public Graph build(List<Graph.Output> outputs) {
        return builder.build(outputs);
    }
}
