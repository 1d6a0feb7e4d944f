package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Shape;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.Step;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// What of a program is used, how its weights are read, and which tables and ranges it needs.
final class ProgramRequests {
    private final QuantizedProgram program;
    private final BitSet live = new BitSet();
    private final Map<Integer, Integer> groups = new HashMap<>();
    private final BitSet transposed = new BitSet();
    private final BitSet natural = new BitSet();

    ProgramRequests(QuantizedProgram program) {
        this.program = program;
        program.outputs().forEach(port -> live.set(port.step()));
        for (int id = program.steps().size() - 1; id >= 0; id--) {
            if (live.get(id)) {
                visit(program.step(id));
            }
        }
        program.inputs().forEach(port -> live.set(port.step()));
    }

    private void visit(Step step) {
        step.op().operands().forEach(live::set);
        switch (step.op()) {
            case IntegerOp.Convolution op when isWeights(op.w()) && !groups.containsKey(op.w()) -> groups.put(op.w(), op.groups());
            case IntegerOp.MatMul op -> {
                transposed.set(op.b());
                natural.set(op.a());
            }
            case IntegerOp.Combination op when onlyTransposed(step, op) -> op.operands().forEach(transposed::set);
            default -> step.op().operands().forEach(natural::set);
        }
    }

    /// Whether the step is only read as a right factor, and its operands are limbs of its own shape.
    private boolean onlyTransposed(Step step, IntegerOp.Combination op) {
        return transposed.get(step.id()) && !natural.get(step.id())
                && op.operands().stream().allMatch(id -> isWeights(id) && program.step(id).shape().equals(step.shape()));
    }

    private boolean isWeights(int id) {
        return program.step(id).op() instanceof IntegerOp.Weights;
    }

    boolean isLive(int id) {
        return live.get(id);
    }

    /// Whether a weight tensor is best stored with its last two axes swapped: as the right factor of a matrix product,
    /// whose columns are then commitment rows of their own.
    boolean isTransposed(int id) {
        return transposed.get(id) && !natural.get(id) && !groups.containsKey(id);
    }

    /// The groups of the convolution that uses a weight tensor, 1 if none does.
    int groups(int id) {
        return natural.get(id) || transposed.get(id) ? 1 : groups.getOrDefault(id, 1);
    }

    TableNeeds tables() {
        TableNeeds needs = new TableNeeds();
        for (Step step : program.steps()) {
            if (isLive(step.id())) {
                long elements = Shape.of(step.shape().lengths()).paddedSize();
                switch (step.op()) {
                    case IntegerOp.Requantize op -> needs.add(op.function(),
                            Nonlinearities.quotients(program.step(op.x()).range(), op.shift()), elements);
                    case IntegerOp.Lookup op -> needs.add(op.function(), program.step(op.x()).range(), elements);
                    case IntegerOp.Maximum op -> {
                        TableFunction rectifier = TableFunction.rectifier(op.bits());
                        needs.add(rectifier, rectifier.domain(), elements);
                    }
                    default -> {
                    }
                }
            }
        }
        return needs;
    }

    RangePlan.Requests ranges() {
        RangePlan.Requests requests = new RangePlan.Requests();
        for (Step step : program.steps()) {
            if (isLive(step.id())) {
                long elements = Shape.of(step.shape().lengths()).paddedSize();
                switch (step.op()) {
                    case IntegerOp.Input op -> requests.addInput(op.range(), elements);
                    case IntegerOp.Requantize op -> requests.add(op.shift(), elements);
                    case IntegerOp.Round op -> requests.add(op.shift(), elements);
                    case IntegerOp.Division op -> {
                        requests.add(Divisions.remainderBits(program.step(op.x()).range()), 2 * elements);
                        requests.add(Divisions.quotientBits(program.step(op.x()).range(), op.bits()), elements);
                    }
                    default -> {
                    }
                }
            }
        }
        return requests;
    }
}
