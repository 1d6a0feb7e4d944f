package dev.proofmark.compiler;

import static dev.proofmark.testing.OnnxModelBuilder.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.synthesis.LoweredCircuit;
import dev.proofmark.compiler.synthesis.OutputVisibility;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Models with nothing to look up but their input: only moved, only linear, or not using the input at all. The input's range
/// gives every circuit a table, so they are proven like any other.
class PlainModelsProofTest {

    private static final double[] INPUT = {0.5, -1, 0.25, 0.75};

    static Stream<Arguments> models() {
        return Stream.of(
                model("the input itself", base().output("x"), 0.5, -1, 0.25, 0.75),
                model("a copy", base().node("Identity", List.of("x"), "y").output("y"), 0.5, -1, 0.25, 0.75),
                model("reshaped", base().indexes("s", 2, 2).node("Reshape", List.of("x", "s"), "y").output("y"), 0.5, -1, 0.25, 0.75),
                model("turned", base().node("Transpose", List.of("x"), "y").output("y"), 0.5, -1, 0.25, 0.75),
                model("doubled", base().node("Add", List.of("x", "x"), "y").output("y"), 1, -2, 0.5, 1.5),
                model("nothing left", base().node("Sub", List.of("x", "x"), "y").output("y"), 0, 0, 0, 0),
                model(
                        "linear", base().weights("w", List.of(4L, 2L), 1, 0, 0, 2, 1, 0, 0, 1)
                                .node("MatMul", List.of("x", "w"), "y").output("y"),
                        0.75, -1.25),
                model("times zero", base().weights("w", List.of(4L), 0, 0, 0, 0).node("Mul", List.of("x", "w"), "y").output("y"), 0, 0, 0,
                        0),
                model("an initializer", base().weights("w", List.of(2L), 0.5, -3).output("w"), 0.5, -3),
                model(
                        "a constant", base().weights("w", List.of(2L), 0.5, -3).node("Neg", List.of("w"), "y").output("y"),
                        -0.5, 3),
                model("softmax of one", base().node("Softmax", List.of("x"), "y", integer("axis", 0)).output("y"), 1, 1, 1, 1));
    }

    private static OnnxModelBuilder base() {
        return new OnnxModelBuilder(13).input("x", 1, 4);
    }

    private static Arguments model(String name, OnnxModelBuilder model, double... expected) {
        return Arguments.of(name, model.source(), expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void isProvenAndVerified(String name, ModelSource source, double[] expected) {
        List<OutputVisibility> visibilities =
                expected.length == 2 ? List.of(OutputVisibility.values()) : List.of(OutputVisibility.PUBLIC);
        for (OutputVisibility visibility : visibilities) {
            CompileOptions options = CompileOptions.defaults()
                    .withInputRanges(Map.of("x", new RealRange(-1, 1))).withOutputVisibility(visibility);
            assertThat(ModelCompiler.inspect(source, options, CalibrationData.none()).signature().outputs()).hasSize(1);
            CompiledModel model = ModelCompiler.compile(source, options, CalibrationData.none(), CompileListener.SILENT);
            LoweredCircuit lowered = model.lowered();
            try (Workers workers = Workers.of(1)) {
                ProvingKey key = KeyGenerator.register(
                        lowered.circuit(), lowered.witness(), lowered.weights(), new byte[32], new byte[32], workers, ProvingListener.NONE);
                ModelInputs inputs = ModelInputs.named(Map.of("x", DenseTensor.of(TensorShape.of(1, 4), INPUT)));
                Prover.Proof proof = new Prover(key).prove(
                        new Prover.Request(model.plan().encodeInputs(inputs), false, new byte[0]), new byte[32], workers,
                        ProvingListener.NONE);
                assertThat(Verifier.of(key.verificationKey()).verify(proof.proof(), proof.statement())).isInstanceOf(Accepted.class);
                if (visibility == OutputVisibility.PUBLIC) {
                    double[] output = model.plan().decodeOutputs(proof.outputs()).values().iterator().next().values();
                    assertThat(output).containsExactly(expected, org.assertj.core.data.Offset.offset(0.02));
                }
            }
        }
    }
}
