package dev.proofmark.compiler.onnx.node;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Window;
import dev.proofmark.compiler.onnx.file.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// Extremes along axes, which stay with length one: of constants evaluated, of computed values a pooling over one window.
public final class AxisReduction {

    private AxisReduction() {}

    /// The largest values over some axes, which stay with length one.
    public static Operand.Known maximum(Translation node, Operand.Known value, List<Integer> axes) {
        return value instanceof Operand.Constant constant
                ? folded(node, constant, axes, Double.NEGATIVE_INFINITY, Math::max)
                : pooled(node, value, axes);
    }

    /// The largest computed values: reduced axes last, as one axis, under one window.
    public static Operand.Known pooled(Translation node, Operand.Known value, List<Integer> axes) {
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

    /// A constant combined along axes.
    public static Operand.Known folded(
            Translation node, Operand.Constant input, List<Integer> axes, double start, DoubleBinaryOperator combine) {
        TensorShape shape = input.shape();
        int[] strides = shape.strides();
        TensorShape reduced = shape;
        for (int axis : axes) {
            reduced = reduced.with(axis, 1);
        }
        double[] out = new double[node.reserve(reduced).elementCount()];
        Arrays.fill(out, start);
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
