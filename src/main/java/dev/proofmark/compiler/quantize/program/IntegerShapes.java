package dev.proofmark.compiler.quantize.program;

import dev.proofmark.compiler.graph.ShapeException;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Window;
import java.util.ArrayList;
import java.util.List;

/// The shape rule of every integer operator.
final class IntegerShapes {

    private IntegerShapes() {}

    /// Refuses a step whose shape is not the one that its operator gives, or is empty.
    static void check(Step step, List<Step> steps) {
        List<TensorShape> operands =
                step.op().operands().stream().map(id -> steps.get(id).shape()).toList();
        boolean declared = step.op() instanceof IntegerOp.Input || step.op() instanceof IntegerOp.Weights;
        TensorShape inferred = declared ? step.shape() : of(step.op(), operands);
        if (!inferred.equals(step.shape()) || step.shape().elementCount() == 0) {
            throw new ShapeException("non-empty " + inferred, step.name() + step.shape());
        }
        if (step.op() instanceof IntegerOp.Weights op && op.values().length != step.shape().elementCount()) {
            throw new ShapeException(step.shape().elementCount() + " weights", Integer.toString(op.values().length));
        }
    }

    /// The result's shape. Inputs and weights declare theirs and have none to infer.
    static TensorShape of(IntegerOp op, List<TensorShape> operands) {
        return switch (op) {
            case IntegerOp.Input input -> throw new IllegalArgumentException("inputs declare their shape");
            case IntegerOp.Weights weights -> throw new IllegalArgumentException("weights declare their shape");
            case IntegerOp.Convolution convolution -> new dev.proofmark.compiler.graph.Convolution(
                    window(convolution, operands.get(1)), convolution.groups())
                    .outputShape(operands);
            case IntegerOp.MatMul product -> matMul(operands);
            case IntegerOp.Product product -> TensorShape.broadcast(operands.get(0), operands.get(1));
            case IntegerOp.Combination combination ->
                    operands.stream().reduce(TensorShape.SCALAR, TensorShape::broadcast);
            case IntegerOp.WindowSum sum -> window(sum).outputShape(operands.getFirst(), operands.getFirst().length(1));
            case IntegerOp.Sum sum -> new dev.proofmark.compiler.graph.ReduceSum(sum.axes()).outputShape(operands);
            case IntegerOp.Requantize requantize -> operands.getFirst();
            case IntegerOp.Round round -> operands.getFirst();
            case IntegerOp.Lookup lookup -> operands.getFirst();
            case IntegerOp.Maximum maximum -> equal(operands);
            case IntegerOp.Division division -> operands.getFirst();
            case IntegerOp.Reshape reshape ->
                    new dev.proofmark.compiler.graph.Reshape(reshape.shape()).outputShape(operands);
            case IntegerOp.Transpose transpose ->
                    new dev.proofmark.compiler.graph.Transpose(transpose.permutation()).outputShape(operands);
            case IntegerOp.Gather gather -> gather(gather, operands.getFirst());
            case IntegerOp.Concat concat -> new dev.proofmark.compiler.graph.Concat(concat.axis()).outputShape(operands);
        };
    }

    /// The sliding window of a convolution with weights of that shape.
    static Window window(IntegerOp.Convolution op, TensorShape weights) {
        List<Integer> kernel = weights.toList().subList(2, weights.rank());
        return new Window(kernel, op.strides(), op.dilations(), op.padsBegin(), op.padsEnd());
    }

    static Window window(IntegerOp.WindowSum op) {
        return new Window(op.kernel(), op.strides(), op.dilations(), op.padsBegin(), op.padsEnd());
    }

    private static TensorShape matMul(List<TensorShape> operands) {
        if (operands.get(0).rank() < 2 || operands.get(1).rank() < 2) {
            throw new ShapeException("two matrices", operands.toString());
        }
        return new dev.proofmark.compiler.graph.MatMul().outputShape(operands);
    }

    private static TensorShape equal(List<TensorShape> operands) {
        if (!operands.get(0).equals(operands.get(1))) {
            throw new ShapeException("equal shapes", operands.toString());
        }
        return operands.get(0);
    }

    private static TensorShape gather(IntegerOp.Gather op, TensorShape x) {
        if (op.axis() < 0 || op.axis() >= x.rank()) {
            throw new ShapeException("an axis of " + x, Integer.toString(op.axis()));
        }
        List<Integer> lengths = new ArrayList<>(x.toList());
        lengths.set(op.axis(), op.ids().size());
        for (int id : op.ids()) {
            if (id < -1 || id >= x.length(op.axis())) {
                throw new ShapeException("ids from -1 to " + (x.length(op.axis()) - 1), Integer.toString(id));
            }
        }
        return TensorShape.of(lengths);
    }
}
