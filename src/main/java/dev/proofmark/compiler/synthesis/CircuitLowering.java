package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Shape;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.Step;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.List;
import java.util.function.Supplier;

/// Lowers a quantised program to a circuit that computes exactly the same integers.
///
/// Every step becomes a node of the step's shape. Only `Input`, `Weights`, and the results and remainders of
/// non-linear steps are tensors; everything else stays virtual.
///
/// **Errors** `LoweringException` or `CircuitException` for programs beyond the limits of circuits.
public final class CircuitLowering {
    private final QuantizedProgram program;
    private final LoweringOptions options;
    private final ProgramRequests requests;
    private final CircuitDraft draft = new CircuitDraft();
    private final RangeProofs ranges;
    private final Nonlinearities nonlinearities;
    private final Divisions divisions;
    private final Outputs outputs;
    private final LoweredValue[] values;

    private CircuitLowering(QuantizedProgram program, LoweringOptions options) {
        this.program = program;
        this.options = options;
        program.steps().forEach(step -> at(step, () -> shape(step.shape())));
        this.requests = new ProgramRequests(program);
        this.ranges = new RangeProofs(draft, RangePlan.of(requests.ranges()));
        this.nonlinearities = new Nonlinearities(draft, ranges, new FunctionTables(draft, requests.tables()));
        this.divisions = new Divisions(draft, ranges);
        this.outputs = new Outputs(program, draft, ranges, nonlinearities, options.outputVisibility());
        this.values = new LoweredValue[program.steps().size()];
    }

    public static LoweredCircuit lower(QuantizedProgram program, LoweringOptions options) {
        return new CircuitLowering(program, options).run();
    }

    private LoweredCircuit run() {
        for (Step step : program.steps()) {
            if (requests.isLive(step.id())) {
                values[step.id()] = at(step, () -> outputs.remember(step, lower(step)));
            }
        }
        for (QuantizedProgram.Port port : program.outputs()) {
            at(program.step(port), () -> {
                outputs.bind(port, values[port.step()]);
                return port;
            });
        }
        return draft.finish(options.columnBits());
    }

    private static <T> T at(Step step, Supplier<T> part) {
        try {
            return part.get();
        } catch (LoweringException | CircuitException | ArithmeticException beyond) {
            throw LoweringException.at(step.name(), beyond);
        }
    }

    private LoweredValue lower(Step step) {
        Shape shape = shape(step.shape());
        return switch (step.op()) {
            case IntegerOp.Input op -> LoweredValue.of(input(op, step));
            case IntegerOp.Weights op -> LoweredValue.of(weights(op, step));
            case IntegerOp.Convolution op -> LoweredValue.of(
                    Convolutions.of(draft, op, node(op.x()), kernel(op), shape));
            case IntegerOp.MatMul op -> LoweredValue.of(Elementwise.matMul(draft, node(op.a()), node(op.b()), shape));
            case IntegerOp.Product op -> LoweredValue.of(Elementwise.product(draft, node(op.a()), node(op.b()), shape));
            case IntegerOp.Combination op -> LoweredValue.of(
                    Elementwise.combination(draft, op, op.operands().stream().map(this::node).toList(), shape));
            case IntegerOp.WindowSum op -> LoweredValue.of(Convolutions.windowSum(draft, op, node(op.x()), shape));
            case IntegerOp.Sum op -> LoweredValue.of(Elementwise.sum(draft, node(op.x()), op.axes()));
            case IntegerOp.Requantize op -> LoweredValue.of(nonlinearities.apply(
                    node(op.x()), range(op.x()), op.shift(), op.function(), outputs.target(step)));
            case IntegerOp.Lookup op -> LoweredValue.of(nonlinearities.apply(
                    node(op.x()), range(op.x()), 0, op.function(), outputs.target(step)));
            case IntegerOp.Round op -> values[op.x()].rounded(op.shift());
            case IntegerOp.Maximum op -> LoweredValue.of(nonlinearities.maximum(
                    node(op.a()), node(op.b()), TableFunction.rectifier(op.bits())));
            case IntegerOp.Division op -> LoweredValue.of(divisions.apply(node(op.x()), range(op.x()), op.bits()));
            case IntegerOp.Reshape op -> values[op.x()].with(node -> Reshapes.of(draft, node, shape));
            case IntegerOp.Transpose op -> values[op.x()].with(node -> draft.transpose(node, ints(op.permutation())));
            case IntegerOp.Gather op -> values[op.x()].with(node -> AxisMaps.gather(draft, node, op.axis(), ints(op.ids())));
            case IntegerOp.Concat op -> LoweredValue.of(Concats.of(
                    draft, op.parts().stream().map(this::node).toList(), op.axis(), shape));
        };
    }

    private int input(IntegerOp.Input op, Step step) {
        int tensor = draft.input(shape(step.shape()));
        ranges.input(tensor, op.range());
        draft.builder().inputPort(op.port(), tensor, shape(step.shape()), op.grid().scale(), op.range());
        return tensor;
    }

    /// The weights in the shape of the program, stored in the shape that their user reads best.
    private int weights(IntegerOp.Weights op, Step step) {
        Shape shape = shape(step.shape());
        IntegerRange range = IntegerRange.signed(op.bits());
        if (requests.isTransposed(step.id())) {
            return WeightLayouts.transposed(draft, shape, range, op.values());
        }
        if (requests.groups(step.id()) > 1) {
            return draft.weight(WeightLayouts.grouped(shape, requests.groups(step.id())), range, op.values());
        }
        return draft.weight(shape, range, op.values());
    }

    /// A convolution's weights with an axis of groups in front.
    private int kernel(IntegerOp.Convolution op) {
        Shape shape = shape(program.step(op.w()).shape());
        return Reshapes.of(draft, node(op.w()), WeightLayouts.grouped(shape, op.groups()));
    }

    /// The node of a step that is used as an operand.
    private int node(int step) {
        values[step] = outputs.settled(program.step(step), values[step]);
        return values[step].node();
    }

    private IntegerRange range(int step) {
        return program.step(step).range();
    }

    private static Shape shape(TensorShape shape) {
        return Shape.of(shape.lengths());
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }
}
