package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Softmax;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.ProgramBuilder;
import dev.proofmark.compiler.quantize.program.TableFunction;
import dev.proofmark.compiler.quantize.program.Widths;
import java.util.List;

/// Softmax: m = max x, e = Exp(m - x) with Exp(0) = 2^p, S = sum e >= 2^p, Q = floor(2^t / S), result = e Q / 2^t.
///
/// The shift by the maximum makes every difference at least 0 and one of them 0; intervals alone do not see that, so the
/// bounds of the difference, the sum and the product are stated here.
/// The error of one result is below 2^-outputBits for the rounding of Q, plus half a step of x.
final class SoftmaxLowering {

    /// p: Exp(0) = 2^p.
    private static final int EXP_BITS = 14;

    private final Lowering lowering;
    private final MaximumLowering maxima;

    SoftmaxLowering(Lowering lowering, MaximumLowering maxima) {
        this.lowering = lowering;
        this.maxima = maxima;
    }

    Scaled lower(Node node, Softmax op) {
        ProgramBuilder program = lowering.program;
        String name = node.output().name();
        int axis = op.axis();
        Scaled x = maxima.compact(node.input(0));
        int largest = maxima.overall(name + " max", x.step(), axis, x.scale());
        IntegerRange range = program.range(x.step());
        int difference = program.append(
                name + " difference",
                new IntegerOp.Combination(List.of(new IntegerOp.Term(1, largest), new IntegerOp.Term(-1, x.step())), 0),
                x.scale(),
                new IntegerRange(0, range.high() - range.low()));
        int exponential = program.append(
                name + " exp", new IntegerOp.Lookup(difference, table(x.scale(), range)), 1.0 / (1 << EXP_BITS));
        long terms = program.shape(x.step()).length(axis);
        long one = 1L << EXP_BITS;
        int sum = program.append(
                name + " sum",
                new IntegerOp.Sum(exponential, List.of(axis)),
                1.0 / one,
                new IntegerRange(one, one * terms));
        int shift = lowering.precision.shift();
        int resultBits = lowering.precision.outputBits() - 1;
        int t = shift + resultBits;
        int quotient = program.append(name + " reciprocal", new IntegerOp.Division(sum, t), Math.scalb(one, -t));
        int product = program.append(
                name + " product",
                new IntegerOp.Product(exponential, quotient),
                Math.scalb(1.0, -t),
                new IntegerRange(0, 1L << t));
        double scale = Math.scalb(1.0, -resultBits);
        return new Scaled(program.append(name, new IntegerOp.Round(product, shift), scale), scale);
    }

    /// Exp over the differences, no further than where it rounds to zero.
    private static TableFunction table(double step, IntegerRange range) {
        long last = range.high() - range.low();
        long vanishing = (long) Math.min(last, Math.ceil(StrictMath.log(2 << EXP_BITS) / step) + 1);
        int bits = Widths.unsigned(vanishing);
        return TableDesign.sampled(
                "exp(-x)", bits, false, 0, step, d -> StrictMath.exp(-d), 1.0 / (1 << EXP_BITS), 2 << EXP_BITS);
    }
}
