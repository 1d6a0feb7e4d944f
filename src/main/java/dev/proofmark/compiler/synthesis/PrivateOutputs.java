package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.Step;
import java.util.ArrayList;
import java.util.List;

/// A stated output may be of any width, a committed one is pinned by a table: wide ones are rounded to what a table
/// affords, and their scale grows accordingly.
public final class PrivateOutputs {
    private static final int MAX_BITS = 16;

    private PrivateOutputs() {
    }

    /// The program whose outputs can be committed: the same one where they can be already.
    public static QuantizedProgram of(QuantizedProgram program) {
        List<Step> steps = new ArrayList<>(program.steps());
        List<QuantizedProgram.Port> outputs = new ArrayList<>();
        for (QuantizedProgram.Port port : program.outputs()) {
            Step step = program.step(port);
            int drop = PowerOfTwoRanges.bits(PowerOfTwoRanges.around(step.range()).count() - 1) - MAX_BITS;
            if (drop <= 0) {
                outputs.add(port);
                continue;
            }
            IntegerRange range = Nonlinearities.quotients(step.range(), drop);
            outputs.add(new QuantizedProgram.Port(port.name(), steps.size()));
            steps.add(new Step(steps.size(), step.name() + " rounded", new IntegerOp.Round(step.id(), drop), step.shape(),
                    range, step.scale() * (1L << drop)));
        }
        return new QuantizedProgram(steps, program.inputs(), outputs);
    }
}
