package dev.proofmark.compiler.quantize.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A neural network as a straight-line program over integer tensors of static shape.
///
/// It is the meaning of the circuit: [IntegerInterpreter] computes it, the circuit proves it, bit for bit. No floating
/// point takes part; scales are notes for reading inputs and outputs.
/// Valid once constructed: operands come earlier, every shape is the inferred one, every name of a port is unique.
public record QuantizedProgram(List<Step> steps, List<Port> inputs, List<Port> outputs) {

    /// A model input or output under the model's own name.
    ///
    /// The step has the model's shape and carries scale and range.
    public record Port(String name, int step) {}

    public QuantizedProgram {
        steps = List.copyOf(steps);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        for (int id = 0; id < steps.size(); id++) {
            check(steps, id);
        }
        checkPorts(steps, inputs, outputs);
    }

    public Step step(int id) {
        return steps.get(id);
    }

    public Step step(Port port) {
        return steps.get(port.step());
    }

    /// The distinct tables, in order of first use; rectifiers of maxima included.
    public List<TableFunction> tables() {
        List<TableFunction> tables = new ArrayList<>();
        for (Step step : steps) {
            TableFunction table =
                    switch (step.op()) {
                        case IntegerOp.Requantize op -> op.function();
                        case IntegerOp.Lookup op -> op.function();
                        case IntegerOp.Maximum op -> TableFunction.rectifier(op.bits());
                        case IntegerOp.Input op -> null;
                        case IntegerOp.Weights op -> null;
                        case IntegerOp.Convolution op -> null;
                        case IntegerOp.MatMul op -> null;
                        case IntegerOp.Product op -> null;
                        case IntegerOp.Combination op -> null;
                        case IntegerOp.WindowSum op -> null;
                        case IntegerOp.Sum op -> null;
                        case IntegerOp.Round op -> null;
                        case IntegerOp.Division op -> null;
                        case IntegerOp.Reshape op -> null;
                        case IntegerOp.Transpose op -> null;
                        case IntegerOp.Gather op -> null;
                        case IntegerOp.Concat op -> null;
                    };
            if (table != null && !tables.contains(table)) {
                tables.add(table);
            }
        }
        return List.copyOf(tables);
    }

    /// The number of secret constants.
    public long weightCount() {
        long count = 0;
        for (Step step : steps) {
            if (step.op() instanceof IntegerOp.Weights weights) {
                count += weights.values().length;
            }
        }
        return count;
    }

    private static void check(List<Step> steps, int id) {
        Step step = steps.get(id);
        if (step.id() != id) {
            throw new IllegalArgumentException("step " + id + " has id " + step.id());
        }
        for (int operand : step.op().operands()) {
            if (operand < 0 || operand >= id) {
                throw new IllegalArgumentException("step " + step.name() + " reads step " + operand + " from position " + id);
            }
        }
        IntegerShapes.check(step, steps);
    }

    private static void checkPorts(List<Step> steps, List<Port> inputs, List<Port> outputs) {
        Set<String> names = new HashSet<>();
        for (Port input : inputs) {
            boolean own = input.step() >= 0
                    && input.step() < steps.size()
                    && steps.get(input.step()).op() instanceof IntegerOp.Input op
                    && op.port().equals(input.name());
            if (!own || !names.add(input.name())) {
                throw new IllegalArgumentException("input " + input.name() + " needs an input step of its own");
            }
        }
        long inputSteps = steps.stream().filter(step -> step.op() instanceof IntegerOp.Input).count();
        if (inputSteps != inputs.size()) {
            throw new IllegalArgumentException(inputSteps + " input steps for " + inputs.size() + " inputs");
        }
        names.clear();
        for (Port output : outputs) {
            if (output.step() < 0 || output.step() >= steps.size() || !names.add(output.name())) {
                throw new IllegalArgumentException("output " + output.name() + " needs a step and a name of its own");
            }
        }
    }
}
