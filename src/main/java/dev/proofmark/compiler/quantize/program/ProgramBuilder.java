package dev.proofmark.compiler.quantize.program;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.ArrayList;
import java.util.List;

/// Appends steps with their shapes and completeness bounds; what no output needs is dropped at the end.
///
/// **Errors** [StepRejection] for integers that may reach 2^60 and for scales that no double holds.
public final class ProgramBuilder {

    private final List<Step> steps = new ArrayList<>();
    private final List<ElementBounds> bounds = new ArrayList<>();
    private final List<QuantizedProgram.Port> inputs = new ArrayList<>();
    private final List<QuantizedProgram.Port> outputs = new ArrayList<>();

    public int input(String name, TensorShape shape, InputGrid grid) {
        ElementBounds bounds = ElementBounds.uniform(grid.range(), shape.elementCount());
        int id = add(name, new IntegerOp.Input(name, grid), shape, grid.scale().unit(), bounds);
        inputs.add(new QuantizedProgram.Port(name, id));
        return id;
    }

    public void output(String name, int step) {
        outputs.add(new QuantizedProgram.Port(name, step));
    }

    /// One secret constant of which the program shows no more than that it lies in `[-bound, bound]`.
    ///
    /// @param shape of one element
    public int weight(String name, long value, long bound, TensorShape shape, double scale) {
        if (bound >= IntervalAnalysis.LIMIT) {
            throw new StepRejection(name, "a constant of up to " + bound + " steps");
        }
        IntegerRange range = new IntegerRange(-bound, bound);
        int bits = WeightWidths.of(new long[] {-bound, bound});
        if (bits > 0) {
            return weight(name, value, bits, range, shape, scale);
        }
        int limbBits = WeightWidths.LIMB_BITS;
        long half = 1L << limbBits - 1;
        long low = (short) value;
        int limb = weight(name + " limb", low, limbBits, new IntegerRange(-half, half - 1), shape, scale);
        int rest = weight(name + " rest", value - low >> limbBits, bound + half >> limbBits, shape, Math.scalb(scale, limbBits));
        List<IntegerOp.Term> terms = List.of(new IntegerOp.Term(1, limb), new IntegerOp.Term(1L << limbBits, rest));
        return append(name, new IntegerOp.Combination(terms, 0), scale, range);
    }

    private int weight(String name, long value, int bits, IntegerRange range, TensorShape shape, double scale) {
        return add(name, new IntegerOp.Weights(new long[] {value}, bits), shape, scale, ElementBounds.uniform(range, 1));
    }

    /// Secret constants of any width; wide ones become a combination of limbs.
    public int weights(String name, long[] values, TensorShape shape, double scale) {
        int bits = WeightWidths.of(values);
        if (bits > 0) {
            return add(name, new IntegerOp.Weights(values, bits), shape, scale, ElementBounds.exactly(values));
        }
        List<IntegerOp.Term> terms = new ArrayList<>();
        long[] rest = values.clone();
        for (int limb = 0; WeightWidths.of(rest) < 0 || limb == 0; limb++) {
            long[] low = new long[rest.length];
            for (int i = 0; i < low.length; i++) {
                low[i] = (short) rest[i];
                rest[i] = rest[i] - low[i] >> WeightWidths.LIMB_BITS;
            }
            terms.add(limb(name, low, shape, scale, limb));
        }
        terms.add(limb(name, rest, shape, scale, terms.size()));
        return append(name, new IntegerOp.Combination(terms, 0), scale);
    }

    private IntegerOp.Term limb(String name, long[] values, TensorShape shape, double scale, int limb) {
        long multiplier = 1L << WeightWidths.LIMB_BITS * limb;
        int id = weights(name + " limb " + limb, values, shape, scale * multiplier);
        return new IntegerOp.Term(multiplier, id);
    }

    public int append(String name, IntegerOp op, double scale) {
        return append(name, op, scale, null);
    }

    /// @param known a range that holds by construction where intervals alone do not see it; null for none
    public int append(String name, IntegerOp op, double scale, IntegerRange known) {
        List<TensorShape> shapes = op.operands().stream().map(this::shape).toList();
        TensorShape shape = IntegerShapes.of(op, shapes);
        ElementBounds result = bounds(name, op, shapes, shape);
        return add(name, op, shape, scale, known == null ? result : result.within(known));
    }

    private ElementBounds bounds(String name, IntegerOp op, List<TensorShape> shapes, TensorShape shape) {
        try {
            return IntervalAnalysis.of(op, op.operands().stream().map(bounds::get).toList(), shapes, shape);
        } catch (ArithmeticException beyond) {
            throw new StepRejection(name, beyond.getMessage());
        }
    }

    public Step step(int id) {
        return steps.get(id);
    }

    public TensorShape shape(int id) {
        return steps.get(id).shape();
    }

    public IntegerRange range(int id) {
        return steps.get(id).range();
    }

    public QuantizedProgram build() {
        return UnusedSteps.removed(steps, inputs, outputs);
    }

    private int add(String name, IntegerOp op, TensorShape shape, double scale, ElementBounds elements) {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new StepRejection(name, "a step of its integers would be worth " + scale);
        }
        int id = steps.size();
        steps.add(new Step(id, name, op, shape, elements.hull(), scale));
        bounds.add(elements);
        return id;
    }
}
