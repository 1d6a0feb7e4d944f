package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CircuitLoweringTest {
    @Test
    void randomProgramsAgreeWithTheInterpreterBitForBit() {
        Map<OutputVisibility, Integer> checked = new EnumMap<>(OutputVisibility.class);
        for (int seed = 0; seed < 60; seed++) {
            ProgramSampler sampler = new ProgramSampler(seed);
            QuantizedProgram sampled = sampler.program();
            for (OutputVisibility visibility : OutputVisibility.values()) {
                QuantizedProgram program = visibility == OutputVisibility.PRIVATE ? PrivateOutputs.of(sampled) : sampled;
                LoweredCircuit lowered;
                try {
                    lowered = CircuitLowering.lower(program, LoweringOptions.of(visibility));
                } catch (LoweringException tooWide) {
                    assertThat(tooWide).as("seed %d", seed).hasMessageContaining("at most");
                    continue;
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed + " " + visibility, e);
                }
                checked.merge(visibility, 1, Integer::sum);
                LoweredRun.checkForm(lowered);
                for (int trial = 0; trial < 4; trial++) {
                    LoweredRun.check(program, lowered, sampler.inputs(program, trial), "seed " + seed + " trial " + trial);
                }
            }
        }
        assertThat(checked.get(OutputVisibility.PUBLIC)).isGreaterThan(50);
        assertThat(checked.get(OutputVisibility.PRIVATE)).isGreaterThan(50);
    }
}
