package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.witness.WitnessStep;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Binds outputs to tensors. An output that is a table's result is stated in place of the result, at no cost; any
/// other is a stated or committed copy with a constraint that it is equal.
final class Outputs {
    /// Rows of the table that pins a private output.
    private static final long MAX_PRIVATE_RANGE = 1L << 20;

    private final QuantizedProgram program;
    private final CircuitDraft draft;
    private final RangeProofs ranges;
    private final Nonlinearities nonlinearities;
    private final OutputVisibility visibility;
    private final Map<Integer, Integer> direct = new HashMap<>();
    private final Set<Integer> bound = new HashSet<>();

    Outputs(QuantizedProgram program, CircuitDraft draft, RangeProofs ranges, Nonlinearities nonlinearities,
            OutputVisibility visibility) {
        this.program = program;
        this.draft = draft;
        this.ranges = ranges;
        this.nonlinearities = nonlinearities;
        this.visibility = visibility;
    }

    /// The stated tensor that a non-linear step fills instead of a witness, or -1.
    int target(Step step) {
        boolean covered = switch (step.op()) {
            case IntegerOp.Requantize op -> nonlinearities.covers(op.function(), program.step(op.x()).range(), op.shift());
            case IntegerOp.Lookup op -> nonlinearities.covers(op.function(), program.step(op.x()).range(), 0);
            default -> false;
        };
        boolean output = program.outputs().stream().anyMatch(port -> source(port.step()) == step.id());
        if (visibility == OutputVisibility.PRIVATE || !covered || !output) {
            return -1;
        }
        return draft.stated("result", Shape.of(step.shape().lengths()), range(step));
    }

    /// The step whose elements the output has in the same order.
    private int source(int step) {
        int id = step;
        while (program.step(id).op() instanceof IntegerOp.Reshape reshape) {
            id = reshape.x();
        }
        return id;
    }

    void bind(QuantizedProgram.Port port, LoweredValue value) {
        Step step = program.step(port);
        int tensor = tensor(step, value);
        bound.add(tensor);
        draft.builder().outputPort(port.name(), tensor, Shape.of(step.shape().lengths()), PortScale.uniform(step.scale()), range(step));
    }

    private int tensor(Step step, LoweredValue value) {
        Tensor own = value.shift() == 0 ? underlying(step) : null;
        TensorKind wanted = visibility == OutputVisibility.PUBLIC ? TensorKind.PUBLIC : TensorKind.WITNESS;
        if (own != null && own.kind() == wanted && !bound.contains(own.id())) {
            return own.id();
        }
        return visibility == OutputVisibility.PUBLIC ? stated(step, value) : committed(step, value);
    }

    /// The tensor that a table's result is, seen through reshapes.
    private Tensor underlying(Step step) {
        Integer id = direct.get(source(step.id()));
        return id != null && draft.builder().node(id) instanceof Tensor t ? t : null;
    }

    /// Remembers the node of a step that may become an output as it is.
    LoweredValue remember(Step step, LoweredValue value) {
        if (value.shift() == 0) {
            direct.put(step.id(), value.node());
        }
        return value;
    }

    private int stated(Step step, LoweredValue value) {
        int copy = draft.stated("stated", draft.shape(value.node()), range(step));
        equate(step, value, copy);
        return copy;
    }

    private int committed(Step step, LoweredValue value) {
        IntegerRange range = range(step);
        if (range.count() > MAX_PRIVATE_RANGE) {
            throw new LoweringException("a private output has " + range.count()
                    + " possible values, at most " + MAX_PRIVATE_RANGE);
        }
        int copy = draft.witness(draft.shape(value.node()));
        ranges.within(copy, range);
        equate(step, value, copy);
        return copy;
    }

    /// A value with its rounding done, as an operand needs it.
    LoweredValue settled(Step step, LoweredValue value) {
        return value.shift() == 0 ? value : LoweredValue.of(committed(step, value));
    }

    private void equate(Step step, LoweredValue value, int copy) {
        int shift = value.shift();
        int node = value.node();
        Shape shape = draft.shape(node);
        List<Term> terms = new ArrayList<>();
        terms.add(Term.of(node, Coefficient.ONE, shape.rank()));
        terms.add(Term.of(copy, Coefficient.of(-(1L << shift)), shape.rank()));
        if (shift == 0) {
            draft.step(new WitnessStep.Copy(copy, node));
        } else {
            draft.step(new WitnessStep.HighBits(copy, node, value.bias(), shift));
            for (Term limb : ranges.lowBits("remainder", node, value.bias(), shift)) {
                terms.add(new Term(limb.node(), Coefficient.of(-limb.coefficient().numerator()), limb.axes()));
            }
        }
        draft.builder().zero(draft.combine(shape, Coefficient.of(value.bias()), terms));
    }

    private static IntegerRange range(Step step) {
        return PowerOfTwoRanges.around(step.range());
    }
}
