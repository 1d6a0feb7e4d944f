package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.AveragePool;
import dev.proofmark.compiler.graph.Convolution;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.graph.Window;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.Scales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Products with weights, whose scale is chosen so that the accumulator comes out at the wanted scale, and products of
/// two activations, whose scale is given.
final class Contractions {

    private final Lowering lowering;

    Contractions(Lowering lowering) {
        this.lowering = lowering;
    }

    Accumulator convolution(Node node, Convolution op, double scale, Factor factor) {
        Scaled x = lowering.operand(node.input(0));
        int w = weights(node, node.input(1), constant(node, 1), factor.times(x.scale() / scale));
        Window window = op.window();
        IntegerOp.Convolution convolution = new IntegerOp.Convolution(
                x.step(), w, window.strides(), window.dilations(), window.padsBegin(), window.padsEnd(), op.groups());
        Accumulator result = single(lowering.program.append(node.output().name(), convolution, scale));
        if (node.inputs().size() < 3) {
            return result;
        }
        DenseTensor bias = constant(node, 2);
        int[] lengths = new int[window.rank() + 1];
        Arrays.fill(lengths, 1);
        lengths[0] = bias.shape().elementCount();
        return result.plus(lowering.constant(node.input(2).name(), bias.reshaped(TensorShape.of(lengths)), scale, factor));
    }

    Accumulator matMul(Node node, double scale, Factor factor) {
        DenseTensor left = lowering.flow.constant(node.input(0));
        DenseTensor right = lowering.flow.constant(node.input(1));
        TensorShape result = node.output().shape();
        String name = node.output().name();
        if (left == null && right == null) {
            Scaled a = lowering.operand(node.input(0));
            Scaled b = lowering.operand(node.input(1));
            double product = a.scale() * b.scale();
            int step = lowering.program.append(
                    name, new IntegerOp.MatMul(matrix(a, node.input(0), true), matrix(b, node.input(1), false)), product);
            step = lowering.layouts.reshape(name, step, result, product);
            return lowering.linear.aligned(node.output(), new Scaled(step, product), scale, factor);
        }
        Scaled x = lowering.operand(node.input(left == null ? 0 : 1));
        Factor ratio = factor.times(x.scale() / scale);
        int step = left == null
                ? lowering.program.append(
                        name,
                        new IntegerOp.MatMul(
                                matrix(x, node.input(0), true), weights(node, node.input(1), matrix(right, false), ratio)),
                        scale)
                : lowering.program.append(
                        name,
                        new IntegerOp.MatMul(
                                weights(node, node.input(0), matrix(left, true), ratio), matrix(x, node.input(1), false)),
                        scale);
        return single(lowering.layouts.reshape(name, step, result, scale));
    }

    /// Elementwise, by a constant tensor or by another variable.
    Accumulator multiply(Node node, double scale, Factor factor) {
        DenseTensor left = lowering.flow.constant(node.input(0));
        DenseTensor right = lowering.flow.constant(node.input(1));
        String name = node.output().name();
        if (left == null && right == null) {
            Scaled a = lowering.operand(node.input(0));
            Scaled b = lowering.operand(node.input(1));
            double product = a.scale() * b.scale();
            int step = lowering.program.append(name, new IntegerOp.Product(a.step(), b.step()), product);
            return lowering.linear.aligned(node.output(), new Scaled(step, product), scale, factor);
        }
        Scaled x = lowering.operand(node.input(left == null ? 0 : 1));
        Value constant = node.input(left == null ? 1 : 0);
        int w = weights(node, constant, left == null ? right : left, factor.times(x.scale() / scale));
        return single(lowering.program.append(name, new IntegerOp.Product(x.step(), w), scale));
    }

    /// Windows with different divisors: the sums times the reciprocals.
    Accumulator unevenAverage(Node node, AveragePool op, double scale, Factor factor) {
        Scaled x = lowering.operand(node.input(0));
        int sum = lowering.program.append(node.output().name(), Moves.windowSum(x.step(), op.window()), x.scale());
        int w = weights(node, node.output(), reciprocals(op), factor.times(x.scale() / scale));
        return single(lowering.program.append(node.output().name(), new IntegerOp.Product(sum, w), scale));
    }

    /// 1 / divisor for every output position, over the spatial axes.
    static DenseTensor reciprocals(AveragePool op) {
        int[] lengths = op.divisors().stream().mapToInt(List::size).toArray();
        TensorShape shape = TensorShape.of(lengths);
        int[] strides = shape.strides();
        double[] values = new double[shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            double divisor = 1;
            for (int axis = 0; axis < lengths.length; axis++) {
                divisor *= op.divisors().get(axis).get(i / strides[axis] % lengths[axis]);
            }
            values[i] = 1 / divisor;
        }
        return DenseTensor.of(shape, values);
    }

    /// The constant operand at that input of the node.
    DenseTensor constant(Node node, int input) {
        DenseTensor constant = lowering.flow.constant(node.input(input));
        if (constant == null) {
            throw new ModelRejectedException(new ModelProblem(
                    ProblemCode.UNSUPPORTED_OPERATOR,
                    node.origin().node(),
                    node.origin().operator(),
                    "Operand " + input + " depends on the model's input.",
                    "constant weights",
                    "a computed tensor"));
        }
        return constant;
    }

    private int weights(Node node, Value value, DenseTensor tensor, Factor factor) {
        double ratio = factor.value();
        long[] integers = Arrays.stream(tensor.values()).mapToLong(w -> Scales.nearest(w * ratio)).toArray();
        if (Arrays.stream(tensor.values()).anyMatch(w -> !(Math.abs(w * ratio) < 0x1p40))) {
            throw new ModelRejectedException(new ModelProblem(
                    ProblemCode.INVALID_TENSOR,
                    node.origin().node(),
                    node.origin().operator(),
                    "The weights are too large beside the calibrated range of the result.",
                    "finite weights below 2^40 quantisation steps",
                    "larger ones"));
        }
        return lowering.weights(value.name(), integers, tensor, Math.abs(1 / ratio), factor.magnitude());
    }

    private int matrix(Scaled x, Value value, boolean left) {
        return lowering.layouts.reshape(value.name(), x.step(), matrix(value.shape(), left), x.scale());
    }

    private static DenseTensor matrix(DenseTensor tensor, boolean left) {
        return tensor.reshaped(matrix(tensor.shape(), left));
    }

    private static TensorShape matrix(TensorShape shape, boolean left) {
        if (shape.rank() != 1) {
            return shape;
        }
        List<Integer> lengths = new ArrayList<>(shape.toList());
        lengths.add(left ? 0 : 1, 1);
        return TensorShape.of(lengths);
    }

    private Accumulator single(int step) {
        return Accumulator.of(step, lowering.program.shape(step));
    }
}
