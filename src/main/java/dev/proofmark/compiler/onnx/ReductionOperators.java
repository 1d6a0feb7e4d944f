package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.ReduceSum;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// `ReduceSum`, `ReduceMean`, `ReduceMax` (a pooling over one window), `ReduceMin`; `ReduceProd` on constants.
///
/// Axes are an attribute before opset 13 (`ReduceSum`) or 18 (the others), a constant input since.
final class ReductionOperators {

    private ReductionOperators() {}

    static List<Operator> operators() {
        List<Operator> operators = new ArrayList<>();
        add(operators, "ReduceSum", 13, false, (node, axes) -> node.apply(new ReduceSum(axes), node.operand(0)));
        add(operators, "ReduceMean", 18, false, ReductionOperators::mean);
        add(operators, "ReduceProd", 18, true, (node, axes) -> folded(node, node.constant(0), axes, 1, (a, b) -> a * b));
        add(operators, "ReduceMax", 18, false, ReductionOperators::maximum);
        add(operators, "ReduceMin", 18, false, ReductionOperators::minimum);
        return operators;
    }

    private interface Reduction {
        /// The result with length one on the reduced axes.
        Operand.Known over(Translation node, List<Integer> axes);
    }

    private static void add(List<Operator> operators, String name, int inputSince, boolean constantsOnly, Reduction reduction) {
        Operator.Builder before = Operator.named(name).until(inputSince - 1).integers("axes").integer("keepdims");
        Operator.Builder after = Operator.named(name).since(inputSince).inputs(1, 2).integers(1, "axes")
                .integer("keepdims").integer("noop_with_empty_axes");
        if (constantsOnly) {
            before.constant(0, "operand");
            after.constant(0, "operand");
        }
        operators.add(before.translatedBy(node -> reduce(node, node.integers("axes"), reduction)));
        operators.add(after.translatedBy(node ->
                reduce(node, node.has(1) ? Optional.of(node.integers(1)) : Optional.empty(), reduction)));
    }

    private static Operand.Known reduce(Translation node, Optional<List<Long>> given, Reduction reduction) {
        TensorShape shape = node.operand(0).shape();
        List<Long> asked = given.orElse(List.of());
        if (asked.isEmpty() && node.flag("noop_with_empty_axes", false)) {
            return node.operand(0);
        }
        List<Integer> axes = asked.isEmpty()
                ? IntStream.range(0, shape.rank()).boxed().toList()
                : node.axes(asked, shape.rank());
        Operand.Known reduced = axes.isEmpty() ? node.operand(0) : reduction.over(node, axes);
        if (node.flag("keepdims", true) || axes.isEmpty()) {
            return reduced;
        }
        List<Integer> kept = new ArrayList<>(shape.toList());
        axes.reversed().forEach(axis -> kept.remove((int) axis));
        return node.apply(new Reshape(TensorShape.of(kept)), reduced);
    }

    private static Operand.Known mean(Translation node, List<Integer> axes) {
        Operand.Known sum = node.apply(new ReduceSum(axes), node.operand(0));
        double count = axes.stream().mapToDouble(node.operand(0).shape()::length).reduce(1, (a, b) -> a * b);
        return node.apply(new Multiply(), sum, node.exactConstant(DenseTensor.scalar(1 / count)));
    }

    private static Operand.Known maximum(Translation node, List<Integer> axes) {
        return maximum(node, node.operand(0), axes);
    }

    /// The largest values over some axes, which stay with length one.
    static Operand.Known maximum(Translation node, Operand.Known value, List<Integer> axes) {
        return value instanceof Operand.Constant constant
                ? folded(node, constant, axes, Double.NEGATIVE_INFINITY, Math::max)
                : pooled(node, value, axes);
    }

    private static Operand.Known minimum(Translation node, List<Integer> axes) {
        if (node.operand(0) instanceof Operand.Constant constant) {
            return folded(node, constant, axes, Double.POSITIVE_INFINITY, Math::min);
        }
        Unary negate = new Unary(ElementaryFunction.NEGATE);
        return node.apply(negate, pooled(node, node.apply(negate, node.operand(0)), axes));
    }

    /// Reduced axes last, as one axis, under one window.
    private static Operand.Known pooled(Translation node, Operand.Known value, List<Integer> axes) {
        TensorShape shape = value.shape();
        List<Integer> order = new ArrayList<>(IntStream.range(0, shape.rank()).boxed().toList());
        order.removeAll(axes);
        order.addAll(axes);
        TensorShape reduced = shape;
        int window = 1;
        for (int axis : axes) {
            window *= shape.length(axis);
            reduced = reduced.with(axis, 1);
        }
        TensorShape rows = TensorShape.of(1, reduced.elementCount(), window);
        Operand.Known flat = node.apply(new Reshape(rows), node.apply(new Transpose(order), value));
        List<Integer> one = List.of(1);
        List<Integer> zero = List.of(0);
        MaxPool pool = new MaxPool(new Window(List.of(window), one, one, zero, zero));
        return node.apply(new Reshape(reduced), node.apply(pool, flat));
    }

    private static Operand.Known folded(
            Translation node, Operand.Constant input, List<Integer> axes, double start, DoubleBinaryOperator combine) {
        TensorShape shape = input.shape();
        int[] strides = shape.strides();
        TensorShape reduced = shape;
        for (int axis : axes) {
            reduced = reduced.with(axis, 1);
        }
        double[] out = new double[node.reserve(reduced).elementCount()];
        java.util.Arrays.fill(out, start);
        int[] target = reduced.strides();
        for (int axis : axes) {
            target[axis] = 0;
        }
        for (int i = 0; i < shape.elementCount(); i++) {
            int at = 0;
            for (int axis = 0; axis < strides.length; axis++) {
                at += i / strides[axis] % shape.length(axis) * target[axis];
            }
            out[at] = combine.applyAsDouble(out[at], input.tensor().value(i));
        }
        return node.newConstant(input.type(), DenseTensor.of(reduced, out));
    }
}
