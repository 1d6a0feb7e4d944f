package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CostModelTest {
    private static QuantizedProgram dense(int inputs, int outputs) {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", IntegerRange.signed(6), 1, inputs);
        int w = sketch.weights(new Random(1).longs((long) inputs * outputs, -128, 128).toArray(), 8, inputs, outputs);
        return sketch.output("y", sketch.requantize(sketch.matMul(x, w), 8, TableFunction.rectifier(12))).program();
    }

    private static LoweredCircuit lower(QuantizedProgram program, OptionalInt columnBits) {
        return CircuitLowering.lower(program, new LoweringOptions(OutputVisibility.PUBLIC, columnBits));
    }

    @Test
    void rowsGetWiderWithTheWeights() {
        int small = lower(dense(8, 8), OptionalInt.empty()).circuit().columnBits();
        int large = lower(dense(512, 512), OptionalInt.empty()).circuit().columnBits();
        assertThat(small).isBetween(5, 8);
        assertThat(large).isGreaterThan(small).isLessThanOrEqualTo(12);
    }

    @Test
    void theChosenWidthIsTheCheapestByTheModel() {
        QuantizedProgram program = dense(256, 128);
        LoweredCircuit chosen = lower(program, OptionalInt.empty());
        long least = Long.MAX_VALUE;
        for (int bits = 5; bits <= 12; bits++) {
            CircuitCost cost = lower(program, OptionalInt.of(bits)).cost();
            least = Math.min(least, cost.proverMicros() + cost.verifierMicros());
        }
        assertThat(chosen.cost().proverMicros() + chosen.cost().verifierMicros()).isLessThan(least + least / 10);
    }

    @Test
    void aChosenWidthIsKept() {
        assertThat(lower(dense(8, 8), OptionalInt.of(9)).circuit().columnBits()).isEqualTo(9);
    }

    @Test
    void countsAreThoseOfTheCircuit() {
        LoweredCircuit lowered = lower(dense(10, 7), OptionalInt.empty());
        CircuitCost cost = lowered.cost();
        Circuit circuit = lowered.circuit();
        assertThat(cost.weights()).isEqualTo(70);
        assertThat(cost.tableRows()).isEqualTo(circuit.tables().stream().mapToLong(t -> t.shape().paddedSize()).sum());
        assertThat(cost.lookups()).isEqualTo(circuit.lookups().stream()
                .mapToLong(l -> circuit.node(l.operands()[0]).shape().paddedSize()).sum());
        assertThat(cost.keyRows()).isPositive();
        assertThat(cost.proofRows()).isPositive();
    }

    @Test
    void theErrorBudgetStaysBelowTheProtocolsBound() {
        ErrorBudget small = lower(dense(10, 7), OptionalInt.empty()).cost().errors();
        ErrorBudget large = lower(dense(512, 512), OptionalInt.empty()).cost().errors();
        assertThat(small.total()).isBetween(-245.0, -230.0).isLessThan(large.total());
        assertThat(large.total()).isLessThan(-223);
        assertThat(small).hasToString(String.format(java.util.Locale.ROOT, "statistical soundness error below 2^%.1f per random-oracle"
                + " query (lookups 2^%.1f, sumchecks 2^%.1f, batching 2^%.1f)", small.total(), small.lookups(), small.sumchecks(),
                small.batching()));
        assertThat(small.total()).isGreaterThanOrEqualTo(Math.max(small.lookups(), Math.max(small.sumchecks(), small.batching())));
    }
}
