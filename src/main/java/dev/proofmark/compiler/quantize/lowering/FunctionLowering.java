package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.RoundedRanges;
import dev.proofmark.compiler.quantize.program.Scales;
import dev.proofmark.compiler.quantize.program.TableFunction;
import dev.proofmark.compiler.quantize.program.Widths;
import java.util.List;

/// Non-linear functions of one value: a table, fused with the requantisation of its argument where that is pending.
///
/// Functions that are linear on both sides of zero use the same scale before and after, so that the table does not
/// depend on the layer: all rectifiers of a program are one table.
final class FunctionLowering {

    private final Lowering lowering;

    FunctionLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Scaled lower(Value value) {
        Composite composite = Composite.endingIn(value, lowering.flow);
        Value root = composite.root();
        boolean fused = lowering.linear.contracted(root);
        if (!fused) {
            Scaled x = lowering.operand(root);
            IntegerRange range = lowering.program.range(x.step());
            int bits = Widths.signed(range);
            if (bits <= lowering.precision.tableBits()) {
                return direct(value, composite, x, bits);
            }
        }
        Scaled result = requantized(value, root, design(value, composite, 1));
        int excess = lowering.saturationExcess(result.step());
        return excess == 0 ? result : requantized(value, root, design(value, composite, 1L << excess));
    }

    private TableDesign design(Value value, Composite composite, double coarser) {
        TableDesign design = shared(value, composite, coarser);
        return design == null ? fitted(value, composite, coarser) : design;
    }

    /// y = f(x) on an operand that fits a table.
    private Scaled direct(Value value, Composite composite, Scaled x, int bits) {
        String name = value.name();
        if (composite.pure() == ElementaryFunction.RELU) {
            TableFunction table = TableFunction.rectifier(Math.max(bits, lowering.precision.domainBits()));
            return new Scaled(lowering.program.append(name, new IntegerOp.Lookup(x.step(), table), x.scale()), x.scale());
        }
        IntegerRange range = lowering.program.range(x.step());
        boolean signed = range.low() < 0;
        double scale = valueScale(value);
        TableFunction table = TableDesign.sampled(
                label(composite), signed ? bits : Math.max(1, bits - 1), signed, 0, x.scale(), composite.function(), scale,
                limit(value, composite));
        return new Scaled(lowering.program.append(name, new IntegerOp.Lookup(x.step(), table), scale), scale);
    }

    private Scaled requantized(Value value, Value root, TableDesign design) {
        int shift = lowering.resolution.shift(root, design.argumentScale());
        double fine = Math.scalb(design.argumentScale(), -shift);
        Accumulator sum = lowering.linear.accumulate(root, fine, Factor.ONE)
                .plus(Accumulator.constant(-design.offset() << shift, root.shape()));
        int accumulator = sum.step(lowering.program, root.name(), fine);
        int step = lowering.program.append(
                value.name(), new IntegerOp.Requantize(accumulator, shift, design.table()), design.valueScale());
        return new Scaled(step, design.valueScale());
    }

    /// The tables with equal scales on both sides; null for other functions.
    private TableDesign shared(Value value, Composite composite, double coarser) {
        int bits = lowering.precision.domainBits();
        RealRange range = lowering.calibration.value(value.name());
        RealRange argument = lowering.calibration.value(composite.root().name());
        if (composite.pure() == ElementaryFunction.RELU) {
            double scale = coarser
                    * sensible(composite, Scales.forRange(range.high() > 0 ? range : argument, lowering.precision.activationBits()));
            return new TableDesign(TableFunction.rectifier(bits), scale, scale, 0);
        }
        if (composite.pure() instanceof ParametricFunction.LeakyRelu leaky && Math.abs(leaky.alpha()) <= 1) {
            double scale = coarser
                    * sensible(composite, Scales.forRange(range, lowering.precision.activationBits()));
            return TableDesign.of(leaky.label(), bits, scale, leaky::apply, 1 << lowering.precision.activationBits());
        }
        if (composite.pure() instanceof ParametricFunction.Clip clip
                && clip.low() <= 0 && clip.high() > 0 && Double.isFinite(clip.high())
                && range.high() * 4 > clip.high()) {
            double magnitude = Math.max(clip.high(), Double.isFinite(clip.low()) ? -clip.low() : range.magnitude());
            double scale = coarser * Scales.atLeast(magnitude / ((1 << lowering.precision.activationBits()) - 1));
            return TableDesign.of(clip.label(), bits, scale, clip::apply, 1 << lowering.precision.activationBits());
        }
        return null;
    }

    private double sensible(Composite composite, double scale) {
        return lowering.resolution.sensible(composite.root(), scale);
    }

    private TableDesign fitted(Value value, Composite composite, double coarser) {
        RealRange expected = arguments(composite);
        double more = (coarser - 1) * expected.magnitude();
        RealRange argument = more == 0
                ? expected
                : RoundedRanges.outward(expected.widened(more));
        return TableDesign.fitted(
                label(composite), composite.function(), argument, valueScale(value),
                limit(value, composite), lowering.precision);
    }

    /// The arguments to make a table for: some around zero where nothing but zero is expected.
    private RealRange arguments(Composite composite) {
        RealRange expected = lowering.calibration.value(composite.root().name());
        return expected.magnitude() == 0 ? new RealRange(-1, 1) : expected;
    }

    private double valueScale(Value value) {
        return lowering.calibration.scale(value.name(), valueBits(value));
    }

    /// Where values are clipped: at the expected magnitude, or twice that where the function leaves it inside of the expected arguments.
    private int limit(Value value, Composite composite) {
        RealRange arguments = arguments(composite);
        double reached = Math.max(
                Math.abs(composite.function().applyAsDouble(arguments.low())),
                Math.abs(composite.function().applyAsDouble(arguments.high())));
        boolean steep = reached > lowering.calibration.value(value.name()).magnitude();
        return 1 << valueBits(value) + (steep ? 1 : 0);
    }

    private int valueBits(Value value) {
        return lowering.flow.reachesOnlyOutputs(value)
                ? lowering.precision.outputBits()
                : lowering.precision.activationBits();
    }

    private static String label(Composite composite) {
        return composite.pure() == null ? "composite" : composite.pure().label();
    }
}
