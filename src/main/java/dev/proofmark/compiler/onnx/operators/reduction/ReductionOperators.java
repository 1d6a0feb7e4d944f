package dev.proofmark.compiler.onnx.operators.reduction;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.ReduceSum;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.AxisReduction;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        add(operators, "ReduceProd", 18, true, (node, axes) -> AxisReduction.folded(node, node.constant(0), axes, 1, (a, b) -> a * b));
        add(operators, "ReduceMax", 18, false, (node, axes) -> AxisReduction.maximum(node, node.operand(0), axes));
        add(operators, "ReduceMin", 18, false, ReductionOperators::minimum);
        return operators;
    }

    private interface Reduction {
        /// The result with length one on the reduced axes.
        Operand.Known over(Translation node, List<Integer> axes);
    }

    private static void add(List<Operator> operators, String name, int inputSince, boolean constantsOnly, Reduction reduction) {
        Operator.Builder before = Operator.named(name).until(inputSince - 1).integers("axes").flag("keepdims");
        Operator.Builder after = Operator.named(name).since(inputSince).inputs(1, 2).integers(1, "axes")
                .flag("keepdims").flag("noop_with_empty_axes");
        if (constantsOnly) {
            before.constant(0, "operand");
            after.constant(0, "operand");
        }
        operators.add(before.translatedBy(node -> reduce(node, node.integers("axes"), reduction)));
        operators.add(after.translatedBy(node -> reduce(node, node.has(1) ? Optional.of(node.integers(1)) : Optional.empty(), reduction)));
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
        return node.apply(new Multiply(), sum, node.exactConstant(DenseTensor.scalar(1 / count).published()));
    }

    private static Operand.Known minimum(Translation node, List<Integer> axes) {
        if (node.operand(0) instanceof Operand.Constant constant) {
            return AxisReduction.folded(node, constant, axes, Double.POSITIVE_INFINITY, Math::min);
        }
        Unary negate = new Unary(ElementaryFunction.NEGATE);
        return node.apply(negate, AxisReduction.pooled(node, node.apply(negate, node.operand(0)), axes));
    }
}
