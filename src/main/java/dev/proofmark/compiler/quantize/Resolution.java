package dev.proofmark.compiler.quantize;

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

/// How many bits a requantisation drops: the common shift where that leaves enough weight bits, else twice as many.
///
/// The scale of a layer's weights is scale(y) 2^-shift / scale(x). One shift for the whole program means one remainder
/// table; a shift of twice as many bits is two lookups in the same table.
final class Resolution {

    /// Multipliers that are not integers have to be at least this large.
    private static final double LEAST_MULTIPLIER = 1 << 10;

    private static final int MOST_SHIFTS = 3;

    private final Lowering lowering;

    Resolution(Lowering lowering) {
        this.lowering = lowering;
    }

    /// The bits to drop between the accumulator of `value` and a result at `scale`.
    int shift(Value value, double scale) {
        int unit = lowering.precision.shift();
        for (int shifts = 1; shifts < MOST_SHIFTS; shifts++) {
            if (fine(value, Math.scalb(scale, -shifts * unit), 1, true)) {
                return shifts * unit;
            }
        }
        return MOST_SHIFTS * unit;
    }

    private boolean fine(Value value, double scale, double factor, boolean top) {
        if (lowering.flow.constant(value) != null) {
            return true;
        }
        LinearLowering linear = lowering.linear;
        if (!(top ? linear.contracted(value) : linear.pending(value))) {
            return multiplier(lowering.operand(value).scale(), scale, factor);
        }
        Node node = lowering.flow.producer(value);
        return switch (node.op()) {
            case Convolution op -> weights(node, 0, 1, scale, factor);
            case MatMul op -> product(node, scale, factor);
            case Multiply op -> multiply(node, scale, factor);
            case AveragePool op when op.uniformDivisor().isPresent() ->
                fine(node.input(0), scale, factor / op.uniformDivisor().getAsInt(), false);
            case AveragePool op ->
                Math.abs(factor) * lowering.operand(node.input(0)).scale() / scale >= LEAST_MULTIPLIER * op.window().taps();
            case Add op -> all(node, scale, factor);
            case Subtract op -> all(node, scale, factor);
            case ReduceSum op -> all(node, scale, factor);
            case Reshape op -> all(node, scale, factor);
            case Transpose op -> all(node, scale, factor);
            case Slice op -> all(node, scale, factor);
            case Select op -> all(node, scale, factor);
            case Pad op -> all(node, scale, factor);
            case Concat op -> all(node, scale, factor);
            case Unary op -> all(node, scale, factor);
            case MaxPool op -> all(node, scale, factor);
            case Softmax op -> all(node, scale, factor);
        };
    }

    private boolean all(Node node, double scale, double factor) {
        return node.inputs().stream().allMatch(input -> fine(input, scale, factor, false));
    }

    private boolean multiply(Node node, double scale, double factor) {
        for (int side = 0; side < 2; side++) {
            Double scalar = lowering.flow.scalar(node.input(side));
            if (scalar != null && node.input(1 - side).shape().equals(node.output().shape())) {
                return scalar == 0 || fine(node.input(1 - side), scale, factor * scalar, false);
            }
        }
        return product(node, scale, factor);
    }

    private boolean product(Node node, double scale, double factor) {
        boolean leftConstant = lowering.flow.constant(node.input(0)) != null;
        boolean rightConstant = lowering.flow.constant(node.input(1)) != null;
        if (leftConstant || rightConstant) {
            return weights(node, leftConstant ? 1 : 0, leftConstant ? 0 : 1, scale, factor);
        }
        double own = lowering.operand(node.input(0)).scale() * lowering.operand(node.input(1)).scale();
        return multiplier(own, scale, factor);
    }

    /// Whether the largest weight gets its least bits.
    private boolean weights(Node node, int x, int w, double scale, double factor) {
        DenseTensor weights = lowering.contractions.constant(node, w);
        double largest = RealRange.of(weights).magnitude();
        double ratio = Math.abs(factor) * lowering.operand(node.input(x)).scale() / scale;
        return largest == 0 || largest * ratio >= 1 << lowering.precision.weightBits();
    }

    private static boolean multiplier(double own, double scale, double factor) {
        double multiplier = Math.abs(factor) * own / scale;
        return multiplier >= LEAST_MULTIPLIER || multiplier >= 1 && multiplier == Math.rint(multiplier);
    }
}
