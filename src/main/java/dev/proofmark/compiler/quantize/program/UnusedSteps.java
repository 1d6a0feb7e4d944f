package dev.proofmark.compiler.quantize.program;

import java.util.ArrayList;
import java.util.List;

/// Drops the steps that no output depends on (inputs stay) and numbers the rest anew.
final class UnusedSteps {

    private UnusedSteps() {}

    static QuantizedProgram removed(
            List<Step> steps, List<QuantizedProgram.Port> inputs, List<QuantizedProgram.Port> outputs) {
        boolean[] used = new boolean[steps.size()];
        inputs.forEach(port -> used[port.step()] = true);
        outputs.forEach(port -> used[port.step()] = true);
        for (int id = steps.size() - 1; id >= 0; id--) {
            if (used[id]) {
                steps.get(id).op().operands().forEach(operand -> used[operand] = true);
            }
        }
        int[] renumbered = new int[steps.size()];
        List<Step> kept = new ArrayList<>();
        for (Step step : steps) {
            if (used[step.id()]) {
                renumbered[step.id()] = kept.size();
                IntegerOp op = renumbered(step.op(), renumbered);
                kept.add(new Step(kept.size(), step.name(), op, step.shape(), step.range(), step.scale()));
            }
        }
        return new QuantizedProgram(kept, renumbered(inputs, renumbered), renumbered(outputs, renumbered));
    }

    private static List<QuantizedProgram.Port> renumbered(List<QuantizedProgram.Port> ports, int[] ids) {
        return ports.stream()
                .map(port -> new QuantizedProgram.Port(port.name(), ids[port.step()]))
                .toList();
    }

    private static IntegerOp renumbered(IntegerOp op, int[] ids) {
        return switch (op) {
            case IntegerOp.Input x -> x;
            case IntegerOp.Weights x -> x;
            case IntegerOp.Convolution x -> new IntegerOp.Convolution(
                    ids[x.x()], ids[x.w()], x.strides(), x.dilations(), x.padsBegin(), x.padsEnd(), x.groups());
            case IntegerOp.MatMul x -> new IntegerOp.MatMul(ids[x.a()], ids[x.b()]);
            case IntegerOp.Product x -> new IntegerOp.Product(ids[x.a()], ids[x.b()]);
            case IntegerOp.Combination x -> new IntegerOp.Combination(
                    x.terms().stream()
                            .map(term -> new IntegerOp.Term(term.multiplier(), ids[term.operand()]))
                            .toList(),
                    x.constant());
            case IntegerOp.WindowSum x -> new IntegerOp.WindowSum(
                    ids[x.x()], x.kernel(), x.strides(), x.dilations(), x.padsBegin(), x.padsEnd());
            case IntegerOp.Sum x -> new IntegerOp.Sum(ids[x.x()], x.axes());
            case IntegerOp.Requantize x -> new IntegerOp.Requantize(ids[x.x()], x.shift(), x.function());
            case IntegerOp.Round x -> new IntegerOp.Round(ids[x.x()], x.shift());
            case IntegerOp.Lookup x -> new IntegerOp.Lookup(ids[x.x()], x.function());
            case IntegerOp.Maximum x -> new IntegerOp.Maximum(ids[x.a()], ids[x.b()], x.bits());
            case IntegerOp.Division x -> new IntegerOp.Division(ids[x.x()], x.bits());
            case IntegerOp.Reshape x -> new IntegerOp.Reshape(ids[x.x()], x.shape());
            case IntegerOp.Transpose x -> new IntegerOp.Transpose(ids[x.x()], x.permutation());
            case IntegerOp.Gather x -> new IntegerOp.Gather(ids[x.x()], x.axis(), x.ids());
            case IntegerOp.Concat x ->
                    new IntegerOp.Concat(x.parts().stream().map(part -> ids[part]).toList(), x.axis());
        };
    }
}
