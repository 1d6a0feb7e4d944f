package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.AveragePool;
import dev.proofmark.compiler.graph.Concat;
import dev.proofmark.compiler.graph.Convolution;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.MatMul;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Pad;
import dev.proofmark.compiler.graph.ReduceSum;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.Softmax;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.Scales;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Accumulators: linear values computed exactly at the scale that their reader asks for.
///
/// A value is **contracted** when a contraction (convolution, matrix product, product of two values) feeds it through
/// linear operators only. With one reader it is **pending**: its scale is still free, and the reader's choice decides the
/// scale of the weights. With several readers it is one shared accumulator at a scale of its own, finer than any
/// activation. Everything else has a scale of its own too ([Lowering#operand]). Scales of their own are multiplied up.
final class AccumulatorLowering {

    private final Lowering lowering;
    private final Map<String, Boolean> contracted = new HashMap<>();
    private final Map<String, Scaled> shared = new HashMap<>();

    AccumulatorLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    boolean pending(Value value) {
        return contracted(value) && lowering.flow.uses(value) == 1;
    }

    /// True when a contraction feeds the value through linear operators.
    boolean contracted(Value value) {
        Boolean known = contracted.get(value.name());
        if (known == null) {
            Node node = lowering.flow.producer(value);
            known = node != null && !lowering.isFunction(value) && contracted(node);
            contracted.put(value.name(), known);
        }
        return known;
    }

    private boolean contracted(Node node) {
        return switch (node.op()) {
            case Convolution op -> true;
            case MatMul op -> true;
            case Multiply op -> variable(node, 0) && variable(node, 1) || anyContracted(node);
            case Add op -> anyContracted(node);
            case Subtract op -> anyContracted(node);
            case AveragePool op -> anyContracted(node);
            case ReduceSum op -> anyContracted(node);
            case Reshape op -> anyContracted(node);
            case Transpose op -> anyContracted(node);
            case Slice op -> anyContracted(node);
            case Select op -> anyContracted(node);
            case Pad op -> anyContracted(node);
            case Concat op -> anyContracted(node);
            case Unary op -> false;
            case MaxPool op -> false;
            case Softmax op -> false;
        };
    }

    private boolean anyContracted(Node node) {
        return node.inputs().stream().anyMatch(this::contracted);
    }

    private boolean variable(Node node, int input) {
        return lowering.flow.constant(node.input(input)) == null;
    }

    /// factor * value at exactly `scale`, a power of two.
    Accumulator accumulate(Value value, double scale, Factor factor) {
        DenseTensor constant = lowering.flow.constant(value);
        if (constant != null) {
            return lowering.constant(value.name(), constant, scale, factor);
        }
        return pending(value) ? pending(value, scale, factor) : aligned(value, own(value), scale, factor);
    }

    /// The value with a scale of its own: a shared accumulator or an operand.
    Scaled own(Value value) {
        if (!contracted(value)) {
            return lowering.operand(value);
        }
        Scaled known = shared.get(value.name());
        if (known == null) {
            double scale = lowering.resolution.sensible(
                    value, lowering.calibration.scale(value.name(), lowering.precision.activationBits()));
            double fine = Math.scalb(scale, -lowering.resolution.pendingShift(value, scale));
            known = new Scaled(pending(value, fine, Factor.ONE).step(lowering.program, value.name(), fine), fine);
            shared.put(value.name(), known);
        }
        return known;
    }

    private Accumulator pending(Value value, double scale, Factor factor) {
        Node node = lowering.flow.producer(value);
        return switch (node.op()) {
            case Add op -> part(node, 0, scale, factor).plus(part(node, 1, scale, factor));
            case Subtract op -> part(node, 0, scale, factor).plus(part(node, 1, scale, factor.times(-1)));
            case Multiply op -> multiply(node, scale, factor);
            case Convolution op -> lowering.contractions.convolution(node, op, scale, factor);
            case MatMul op -> lowering.contractions.matMul(node, scale, factor);
            case AveragePool op when op.uniformDivisor().isPresent() -> {
                int divisor = op.uniformDivisor().getAsInt();
                int sum = step(node, 0, scale, factor.times(1.0 / divisor));
                yield single(lowering.program.append(value.name(), Moves.windowSum(sum, op.window()), scale));
            }
            case AveragePool op -> lowering.contractions.unevenAverage(node, op, scale, factor);
            case ReduceSum op -> layout(node, new IntegerOp.Sum(step(node, 0, scale, factor), op.axes()), scale);
            case Reshape op -> layout(node, new IntegerOp.Reshape(step(node, 0, scale, factor), op.shape()), scale);
            case Transpose op ->
                    layout(node, new IntegerOp.Transpose(step(node, 0, scale, factor), op.permutation()), scale);
            case Select op ->
                    layout(node, new IntegerOp.Gather(step(node, 0, scale, factor), op.axis(), op.indexes()), scale);
            case Slice op -> single(lowering.layouts.slice(value.name(), step(node, 0, scale, factor), op, scale));
            case Pad op ->
                    single(lowering.layouts.pad(value.name(), step(node, 0, scale, factor), op, scale, factor.value()));
            case Concat op -> {
                List<Integer> parts = new ArrayList<>();
                for (int i = 0; i < node.inputs().size(); i++) {
                    parts.add(step(node, i, scale, factor));
                }
                yield layout(node, new IntegerOp.Concat(parts, op.axis()), scale);
            }
            case Unary op -> throw new IllegalStateException("not linear: " + value.name());
            case MaxPool op -> throw new IllegalStateException("not linear: " + value.name());
            case Softmax op -> throw new IllegalStateException("not linear: " + value.name());
        };
    }

    /// factor * x for a tensor with a scale of its own; an integer multiplier, which the circuit shows, brings it to the finer scale.
    ///
    /// **Requires** a public factor.
    Accumulator aligned(Value value, Scaled x, double scale, Factor factor) {
        if (!factor.isPublic()) {
            throw new IllegalStateException("a secret factor of " + value.name() + " would become a multiplier");
        }
        long multiplier = Scales.nearest(factor.value() * x.scale() / scale);
        return Accumulator.scaled(multiplier, x.step(), lowering.program.shape(x.step()));
    }

    private Accumulator multiply(Node node, double scale, Factor factor) {
        for (int side = 0; side < 2; side++) {
            if (isFactor(node, side)) {
                return part(node, 1 - side, scale, factor.times(Factor.of(lowering.flow.constant(node.input(side)))));
            }
        }
        return lowering.contractions.multiply(node, scale, factor);
    }

    /// True for an operand of a product that is one number and goes into what the other operand is accumulated from.
    boolean isFactor(Node node, int input) {
        DenseTensor constant = lowering.flow.constant(node.input(input));
        Value other = node.input(1 - input);
        return constant != null && constant.shape().elementCount() == 1 && other.shape().equals(node.output().shape())
                && (constant.isPublic() || takesSecretFactors(other));
    }

    /// True when everything that is accumulated for the value is multiplied by weights or is weights.
    private boolean takesSecretFactors(Value value) {
        if (lowering.flow.constant(value) != null) {
            return true;
        }
        if (!pending(value)) {
            return false;
        }
        Node node = lowering.flow.producer(value);
        return switch (node.op()) {
            case Convolution op -> true;
            case MatMul op -> !variable(node, 0) || !variable(node, 1);
            case Multiply op when isFactor(node, 0) -> takesSecretFactors(node.input(1));
            case Multiply op when isFactor(node, 1) -> takesSecretFactors(node.input(0));
            case Multiply op -> !variable(node, 0) || !variable(node, 1);
            case AveragePool op when op.uniformDivisor().isEmpty() -> true;
            case Add op -> allTakeSecretFactors(node);
            case Subtract op -> allTakeSecretFactors(node);
            case AveragePool op -> allTakeSecretFactors(node);
            case ReduceSum op -> allTakeSecretFactors(node);
            case Reshape op -> allTakeSecretFactors(node);
            case Transpose op -> allTakeSecretFactors(node);
            case Slice op -> allTakeSecretFactors(node);
            case Select op -> allTakeSecretFactors(node);
            case Pad op -> allTakeSecretFactors(node);
            case Concat op -> allTakeSecretFactors(node);
            case Unary op -> false;
            case MaxPool op -> false;
            case Softmax op -> false;
        };
    }

    private boolean allTakeSecretFactors(Node node) {
        return node.inputs().stream().allMatch(this::takesSecretFactors);
    }

    private Accumulator part(Node node, int input, double scale, Factor factor) {
        return accumulate(node.input(input), scale, factor);
    }

    private int step(Node node, int input, double scale, Factor factor) {
        Value value = node.input(input);
        return part(node, input, scale, factor).step(lowering.program, value.name(), scale);
    }

    private Accumulator layout(Node node, IntegerOp op, double scale) {
        return single(lowering.program.append(node.output().name(), op, scale));
    }

    private Accumulator single(int step) {
        return Accumulator.of(step, lowering.program.shape(step));
    }
}
