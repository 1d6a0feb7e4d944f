package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivateOutputsTest {
    @Test
    void wideOutputsAreRoundedAndCommitted() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", IntegerRange.signed(12), 3);
        int wide = sketch.round(sketch.combination(5, new IntegerOp.Term(1_000_003, x)), 3);
        QuantizedProgram program = sketch.output("y", wide).program();
        QuantizedProgram coarse = PrivateOutputs.of(program);
        assertThat(coarse.step(coarse.outputs().getFirst()).range().count()).isLessThanOrEqualTo(1 << 16);
        double factor = coarse.step(coarse.outputs().getFirst()).scale() / program.step(wide).scale();
        assertThat(factor).isEqualTo(1 << 13);
        LoweredCircuit lowered = CircuitLowering.lower(coarse, LoweringOptions.of(OutputVisibility.PRIVATE));
        assertThat(lowered.circuit().tensors(TensorKind.PUBLIC)).isEmpty();
        assertThat(lowered.circuit().zeros()).hasSize(1);
        LoweredRun.checkForm(lowered);
        for (long[] values : new long[][] {{-2048, 0, 2047}, {1, -1, 7}, {1000, -999, 333}}) {
            LoweredRun.check(coarse, lowered, Map.of("x", values), "rounded twice");
        }
    }

    @Test
    void narrowOutputsStayAsTheyAre() {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", IntegerRange.signed(12), 3);
        QuantizedProgram program = sketch.output("y", sketch.combination(5, new IntegerOp.Term(-3, x))).program();
        assertThat(PrivateOutputs.of(program)).isEqualTo(program);
    }
}
