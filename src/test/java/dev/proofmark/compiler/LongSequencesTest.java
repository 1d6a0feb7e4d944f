package dev.proofmark.compiler;

import static dev.proofmark.testing.OnnxModelBuilder.integers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.synthesis.LoweredCircuit;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One-dimensional convolutions over recordings of thousands of samples.
class LongSequencesTest {

    private static final int SAMPLES = 1 << 14;
    private static final CompileOptions OPTIONS = CompileOptions.defaults().withInputRanges(Map.of("x", new RealRange(-1, 1)));

    @Test
    void aKernelOfThreeOverAllSamplesIsProven() {
        ModelSource source = new OnnxModelBuilder(13).input("x", 1, 1, SAMPLES)
                .weights("w", List.of(1L, 1L, 3L), 0.25, -0.5, 0.25)
                .node("Conv", List.of("x", "w"), "y", integers("pads", 1, 1))
                .output("y").source();
        PreparedModel prepared = PreparedModel.of(source, OPTIONS, CalibrationData.none());
        LoweredModel lowered = LoweredModel.of(prepared, OPTIONS, CompileListener.SILENT);
        CompiledPlan plan = CompiledPlan.of(prepared.signature(), lowered.program(), OPTIONS.outputVisibility());
        double[] samples = new double[SAMPLES];
        Arrays.setAll(samples, i -> Math.sin(0.3 * i));
        ModelInputs inputs = ModelInputs.named(Map.of("x", DenseTensor.of(TensorShape.of(1, 1, SAMPLES), samples)));
        LoweredCircuit circuit = lowered.circuit();
        try (Workers workers = Workers.of(2)) {
            ProvingKey key = KeyGenerator.register(
                    circuit.circuit(), circuit.witness(), circuit.weights(), new byte[32], new byte[32], workers, ProvingListener.NONE);
            Prover.Proof proof = new Prover(key).prove(
                    new Prover.Request(plan.encodeInputs(inputs), false, new byte[0]), new byte[32], workers, ProvingListener.NONE);
            assertThat(Verifier.of(key.verificationKey()).verify(proof.proof(), proof.statement())).isInstanceOf(Accepted.class);
            double[] output = plan.decodeOutputs(proof.outputs()).get("y").values();
            for (int i = 1; i < SAMPLES - 1; i++) {
                double expected = 0.25 * samples[i - 1] - 0.5 * samples[i] + 0.25 * samples[i + 1];
                assertThat(output[i]).isCloseTo(expected, org.assertj.core.data.Offset.offset(0.02));
            }
        }
    }

    /// Twelve leads, kernels of seven with steps and dilations, pooling, a classifier: as networks for electrocardiograms are.
    @Test
    void aNetworkForRecordingsOfTwelveLeadsHasACircuit() {
        ModelSource source = new OnnxModelBuilder(13).input("x", 1, 12, 5000)
                .weights("a", List.of(16L, 12L, 7L), ramp(16 * 12 * 7))
                .weights("b", List.of(16L, 16L, 5L), ramp(16 * 16 * 5))
                .weights("c", List.of(16L, 5L), ramp(16 * 5))
                .node("Conv", List.of("x", "a"), "p", integers("pads", 3, 3), integers("strides", 2))
                .node("Relu", List.of("p"), "q")
                .node("MaxPool", List.of("q"), "r", integers("kernel_shape", 2), integers("strides", 2))
                .node("Conv", List.of("r", "b"), "s", integers("pads", 4, 4), integers("dilations", 2))
                .node("Relu", List.of("s"), "t")
                .node("GlobalAveragePool", List.of("t"), "u")
                .node("Flatten", List.of("u"), "v")
                .node("MatMul", List.of("v", "c"), "y")
                .output("y").source();
        PreparedModel prepared = PreparedModel.of(source, OPTIONS, CalibrationData.none());
        assertThat(LoweredModel.of(prepared, OPTIONS, CompileListener.SILENT).circuit().circuit().outputs()).hasSize(1);
    }

    private static double[] ramp(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> ((7 * i) % 11 - 5) / 40.0);
        return values;
    }
}
