package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Softmax;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.quantize.inputs.Calibration;
import dev.proofmark.compiler.quantize.inputs.Dataflow;
import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.ProgramBuilder;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.Scales;
import dev.proofmark.compiler.quantize.program.Step;
import dev.proofmark.compiler.quantize.program.TableFunction;
import dev.proofmark.compiler.quantize.program.Widths;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// One graph being lowered: what its parts share, and the decision how each value becomes an operand.
public final class Lowering {

    /// Operands stay below this magnitude, so that products with weights stay far from 64 bits.
    private static final long OPERAND_LIMIT = 1L << 30;

    /// Arguments may exceed a table's domain by this many bits: what is beyond is looked up in a table of that width.
    private static final int MOST_SATURATION_BITS = 15;

    final Dataflow flow;
    final Calibration calibration;
    final Precision precision;
    public final ProgramBuilder program = new ProgramBuilder();
    final Moves layouts = new Moves(program);
    final AccumulatorLowering linear = new AccumulatorLowering(this);
    final Contractions contractions = new Contractions(this);
    final ShiftChoice resolution = new ShiftChoice(this);
    private final OperandLowering light = new OperandLowering(this);
    private final FunctionLowering functions = new FunctionLowering(this);
    private final MaximumLowering maxima = new MaximumLowering(this);
    private final SoftmaxLowering softmax = new SoftmaxLowering(this, maxima);
    private final Map<String, Scaled> operands = new HashMap<>();
    private final Map<String, Boolean> functionValues = new HashMap<>();

    public Lowering(Graph graph, Calibration calibration, Precision precision) {
        this.flow = new Dataflow(graph);
        this.calibration = calibration;
        this.precision = precision;
        graph.inputs().forEach(this::input);
    }

    private void input(Graph.Input input) {
        InputGrid grid = calibration.input(input.name());
        int step = program.input(input.name(), input.value().shape(), grid);
        operands.put(input.name(), new Scaled(step, grid.scale().unit()));
    }

    /// The value as a step with a scale of its own, narrow enough to be multiplied by weights.
    Scaled operand(Value value) {
        Scaled known = operands.get(value.name());
        if (known == null) {
            known = lower(value);
            operands.put(value.name(), known);
        }
        return known;
    }

    private Scaled lower(Value value) {
        Node node = flow.producer(value);
        if (node == null) {
            return constantOperand(value);
        }
        if (isFunction(value)) {
            return functions.lower(value);
        }
        if (node.op() instanceof MaxPool pool) {
            return maxima.pool(node, pool);
        }
        if (node.op() instanceof Softmax op) {
            return softmax.lower(node, op);
        }
        if (linear.contracted(value)) {
            return requantized(value);
        }
        Scaled result = light.lower(node);
        return program.range(result.step()).magnitude() < OPERAND_LIMIT
                ? result
                : requantized(value.name(), linear.aligned(value, result, result.scale(), Factor.ONE), result.scale());
    }

    private Scaled constantOperand(Value value) {
        DenseTensor tensor = flow.constant(value);
        double scale = Scales.forMagnitude(Factor.publicMagnitude(tensor), precision.outputBits());
        return new Scaled(constant(value.name(), tensor, scale, Factor.ONE).step(program, value.name(), scale), scale);
    }

    /// True when the value is a table of another value.
    boolean isFunction(Value value) {
        return functionValues.computeIfAbsent(value.name(), name -> {
            Node node = flow.producer(value);
            if (node == null) {
                return false;
            }
            boolean binary = node.op() instanceof Add || node.op() instanceof Subtract || node.op() instanceof Multiply;
            if (!binary || flow.publicScalar(node.input(0)) != null || flow.publicScalar(node.input(1)) != null) {
                return node.op() instanceof Unary;
            }
            return Composite.endingIn(value, flow).nonlinear();
        });
    }

    /// A linear value rounded to a signed activation.
    private Scaled requantized(Value value) {
        double scale = resolution.sensible(value, calibration.scale(value.name(), precision.activationBits()));
        Scaled result = requantized(value, scale);
        int excess = saturationExcess(result.step());
        return excess == 0 ? result : requantized(value, Math.scalb(scale, excess));
    }

    private Scaled requantized(Value value, double scale) {
        int shift = resolution.shift(value, scale);
        double fine = Math.scalb(scale, -shift);
        Accumulator sum = linear.accumulate(value, fine, Factor.ONE);
        return new Scaled(requantize(value.name(), sum.step(program, value.name(), fine), shift, scale), scale);
    }

    /// By how many bits a requantisation's arguments exceed what saturation can prove; 0 if they do not.
    int saturationExcess(int step) {
        if (program.step(step).op() instanceof IntegerOp.Requantize op) {
            IntegerRange arguments = Widths.rounded(program.range(op.x()), op.shift());
            return Math.max(0, Widths.signed(arguments) - op.function().bits() - MOST_SATURATION_BITS);
        }
        return 0;
    }

    /// The value of that name, a wide operand, rounded to a signed activation of the calibrated range.
    Scaled requantized(String name, Accumulator sum, double sumScale) {
        double scale = calibration.scale(name, precision.activationBits());
        double fine = Math.scalb(scale, -2 * precision.shift());
        long multiplier = Math.max(1, Scales.nearest(sumScale / fine));
        int wide = sum.step(program, name, sumScale);
        int step = program.append(
                name, new IntegerOp.Combination(java.util.List.of(new IntegerOp.Term(multiplier, wide)), 0), fine);
        return new Scaled(requantize(name, step, 2 * precision.shift(), scale), scale);
    }

    private int requantize(String name, int accumulator, int shift, double scale) {
        int bits = precision.domainBits();
        int bound = 1 << bits - 1;
        TableFunction clip = TableFunction.clip(bits, true, -bound, bound - 1);
        return program.append(name, new IntegerOp.Requantize(accumulator, shift, clip), scale);
    }

    /// The value of a model output: an activation as it is, an accumulator rounded to the output's finer grid.
    public int output(Value value) {
        boolean accumulator = flow.constant(value) == null && linear.contracted(value);
        if (!accumulator) {
            return port(value.name(), operand(value));
        }
        double scale = resolution.sensible(value, calibration.scale(value.name(), precision.outputBits()));
        int shift = resolution.outputShift(value, scale);
        double fine = Math.scalb(scale, -shift);
        int sum = linear.accumulate(value, fine, Factor.ONE).step(program, value.name(), fine);
        return program.append(value.name(), new IntegerOp.Round(sum, shift), scale);
    }

    /// A step that carries the operand's own scale: the same integers may stand for several values.
    private int port(String name, Scaled operand) {
        Step step = program.step(operand.step());
        return step.scale() == operand.scale()
                ? step.id()
                : program.append(name, new IntegerOp.Reshape(step.id(), step.shape()), operand.scale());
    }

    /// factor * constant at `scale`: secret weights, or a number in the program if it is one public scalar.
    Accumulator constant(String name, DenseTensor tensor, double scale, Factor factor) {
        double unit = scale / factor.value();
        if (tensor.shape().elementCount() == 1 && tensor.isPublic() && factor.isPublic()) {
            return Accumulator.constant(Scales.nearest(tensor.value(0) / unit), tensor.shape());
        }
        long[] integers = Arrays.stream(tensor.values()).mapToLong(c -> Scales.nearest(c / unit)).toArray();
        return Accumulator.of(weights(name, integers, tensor, Math.abs(unit), factor.magnitude() / scale), tensor.shape());
    }

    /// Secret integers `constant * ratio`, |ratio| <= most. Of a single one only a power of two above it shows.
    int weights(String name, long[] integers, DenseTensor constant, double unit, double most) {
        if (integers.length > 1) {
            return program.weights(name, integers, constant.shape(), unit);
        }
        double bound = Math.max(1, Math.ceil(Factor.publicMagnitude(constant) * most));
        return program.weight(name, integers[0], (long) bound, constant.shape(), unit);
    }

    public QuantizedProgram build() {
        return program.build();
    }
}
