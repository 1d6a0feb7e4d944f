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
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.Scales;
import java.util.ArrayList;
import java.util.List;

/// Linear operators on values that have a scale of their own: the result stays uncommitted and is used as an operand
/// as it is. Public scalar factors and divisors only change the scale, which need not be a power of two here.
final class OperandLowering {

    /// Bits by which sums with constants, and sums of scales that do not divide, are refined.
    private static final int GUARD_BITS = 10;

    private static final int FACTOR_BITS = 11;

    /// Operands with steps this many times finer than those of another one are rounded to coarser steps in a sum.
    private static final double NEGLIGIBLE = 1 << 20;

    private final Lowering lowering;

    OperandLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Scaled lower(Node node) {
        String name = node.output().name();
        return switch (node.op()) {
            case Add op -> sum(node, 1);
            case Subtract op -> sum(node, -1);
            case Multiply op -> multiply(node);
            case AveragePool op -> average(node, op);
            case ReduceSum op -> moved(name, node, x -> new IntegerOp.Sum(x, op.axes()));
            case Reshape op -> moved(name, node, x -> new IntegerOp.Reshape(x, op.shape()));
            case Transpose op -> moved(name, node, x -> new IntegerOp.Transpose(x, op.permutation()));
            case Select op -> moved(name, node, x -> new IntegerOp.Gather(x, op.axis(), op.indexes()));
            case Slice op -> {
                Scaled x = lowering.operand(node.input(0));
                yield new Scaled(lowering.layouts.slice(name, x.step(), op, x.scale()), x.scale());
            }
            case Pad op -> {
                Scaled x = lowering.operand(node.input(0));
                yield new Scaled(lowering.layouts.pad(name, x.step(), op, x.scale(), 1), x.scale());
            }
            case Concat op -> concat(node, op);
            case Convolution op -> throw notLight(node);
            case MatMul op -> throw notLight(node);
            case MaxPool op -> throw notLight(node);
            case Softmax op -> throw notLight(node);
            case Unary op -> throw notLight(node);
        };
    }

    private Scaled sum(Node node, int sign) {
        String name = node.output().name();
        double scale = common(node.inputs());
        Accumulator total = part(node.input(0), scale, Factor.ONE).plus(part(node.input(1), scale, Factor.of(sign)));
        return new Scaled(total.step(lowering.program, name, scale), scale);
    }

    /// Every input at one scale, one after the other.
    private Scaled concat(Node node, Concat op) {
        double scale = common(node.inputs());
        List<Integer> parts = new ArrayList<>();
        for (Value value : node.inputs()) {
            parts.add(part(value, scale, Factor.ONE).step(lowering.program, value.name(), scale));
        }
        return new Scaled(lowering.program.append(node.output().name(), new IntegerOp.Concat(parts, op.axis()), scale), scale);
    }

    private Accumulator part(Value value, double scale, Factor sign) {
        DenseTensor constant = lowering.flow.constant(value);
        return constant != null
                ? lowering.constant(value.name(), constant, scale, sign)
                : lowering.linear.aligned(value, lowering.operand(value), scale, sign);
    }

    /// A scale that every variable input divides into (almost) exactly and at which constants lose nothing that matters.
    private double common(List<Value> values) {
        double finest = Double.POSITIVE_INFINITY;
        double coarsest = 0;
        boolean exact = true;
        double largestConstant = 0;
        for (Value value : values) {
            DenseTensor constant = lowering.flow.constant(value);
            if (constant == null) {
                double scale = lowering.operand(value).scale();
                exact &= coarsest == 0 || Scales.isPowerOfTwo(scale / finest);
                finest = Math.min(finest, scale);
                coarsest = Math.max(coarsest, scale);
            } else {
                largestConstant = Math.max(largestConstant, Factor.publicMagnitude(constant));
            }
        }
        if (!exact) {
            return finest / (1 << GUARD_BITS);
        }
        finest = Math.max(finest, coarsest / NEGLIGIBLE);
        double wanted = largestConstant / (1 << lowering.precision.activationBits() + 3);
        for (int bits = 0; bits < GUARD_BITS && largestConstant > 0 && finest > wanted; bits++) {
            finest /= 2;
        }
        return finest;
    }

    private Scaled multiply(Node node) {
        String name = node.output().name();
        boolean left = lowering.flow.constant(node.input(0)) != null;
        Scaled x = lowering.operand(node.input(left ? 1 : 0));
        DenseTensor constant = lowering.flow.constant(node.input(left ? 0 : 1));
        Double scalar = lowering.flow.publicScalar(node.input(left ? 0 : 1));
        boolean sameShape = node.input(left ? 1 : 0).shape().equals(node.output().shape());
        if (scalar != null && scalar != 0 && sameShape) {
            double scale = x.scale() * Math.abs(scalar);
            Accumulator signed = Accumulator.scaled(scalar < 0 ? -1 : 1, x.step(), node.output().shape());
            return new Scaled(signed.step(lowering.program, name, scale), scale);
        }
        double factorScale = Scales.forMagnitude(Factor.publicMagnitude(constant), FACTOR_BITS);
        return product(name, x, constant, factorScale);
    }

    private Scaled average(Node node, AveragePool op) {
        String name = node.output().name();
        Scaled x = lowering.operand(node.input(0));
        int sum = lowering.program.append(name, Moves.windowSum(x.step(), op.window()), x.scale());
        if (op.uniformDivisor().isPresent()) {
            return new Scaled(sum, x.scale() / op.uniformDivisor().getAsInt());
        }
        DenseTensor reciprocals = Contractions.reciprocals(op);
        return product(name, new Scaled(sum, x.scale()), reciprocals, Scales.forMagnitude(1, FACTOR_BITS));
    }

    private Scaled product(String name, Scaled x, DenseTensor constant, double factorScale) {
        Accumulator factors = lowering.constant(name + " factors", constant, factorScale, Factor.ONE);
        int weights = factors.step(lowering.program, name + " factors", factorScale);
        double scale = x.scale() * factorScale;
        return new Scaled(lowering.program.append(name, new IntegerOp.Product(x.step(), weights), scale), scale);
    }

    private Scaled moved(String name, Node node, java.util.function.IntFunction<IntegerOp> move) {
        Scaled x = lowering.operand(node.input(0));
        return new Scaled(lowering.program.append(name, move.apply(x.step()), x.scale()), x.scale());
    }

    private static IllegalStateException notLight(Node node) {
        return new IllegalStateException("not a light operator: " + node.origin());
    }
}
