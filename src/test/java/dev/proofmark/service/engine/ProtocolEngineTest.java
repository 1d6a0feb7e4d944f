package dev.proofmark.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.InputCheck;
import dev.proofmark.service.tensors.InputReader;
import dev.proofmark.service.tensors.Signature;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import dev.proofmark.testing.OnnxModelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/// The real engine on the bundled sample model.
class ProtocolEngineTest {
    private static final ProofmarkProperties PROPERTIES = new ProofmarkProperties(Path.of("unused"), null, "", "", 1, 2,
            null, Duration.ZERO, new ProofmarkProperties.Jobs(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1),
            new ProofmarkProperties.Limits(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 100_000));
    private static final Randomness RANDOMNESS = new Randomness();
    private static final InputReader INPUTS = new InputReader(PROPERTIES);
    private static final ProtocolEngine ENGINE = new ProtocolEngine(new ModelRegistrar(RANDOMNESS, PROPERTIES),
            new KeyedProver(RANDOMNESS, PROPERTIES), new KeyedVerifier(), new WarmUp(RANDOMNESS, INPUTS, PROPERTIES));
    private static final Set<String> STAGES = new LinkedHashSet<>();
    private static final WorkMonitor MONITOR = new WorkMonitor() {
        @Override
        public void progress(String stage, double fraction) {
            STAGES.add(stage);
            assertThat(fraction).isBetween(0.0, 1.0);
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    private static ModelFiles files;
    private static List<InferenceInput> calibration;
    private static RegisteredModel registered;

    @BeforeAll
    static void register() throws IOException {
        files = new ModelFiles(resource("credit-scoring.onnx"), Map.of());
        calibration = INPUTS.calibration(resource("calibration.json"));
        registered = ENGINE.register(files, settings("seed of this test"), calibration, MONITOR);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ProtocolEngineTest.class.getResourceAsStream("/sample/" + name)) {
            return in.readAllBytes();
        }
    }

    private static ModelSettings settings(String seed) {
        return new ModelSettings(Map.of(), Map.of(), Set.of(), ModelSettings.Precision.DEFAULT, Visibility.PUBLIC,
                seed.getBytes(StandardCharsets.US_ASCII), List.of());
    }

    private static Map<String, Tensor> applicant() throws IOException {
        return InputCheck.check(registered.signature().inputs(), INPUTS.request(resource("applicant.json")));
    }

    private static ProvenInference prove(Visibility visibility, WorkMonitor monitor) throws IOException {
        return ENGINE.prove(new ProvingMaterial("the key", () -> registered.plan(), () -> registered.provingKey()),
                applicant(), visibility, "case 1", monitor);
    }

    @Test
    void inspectionAndRegistrationAgreeOnTheSignature() {
        Signature seen = ENGINE.inspect(files, settings("another seed......"), calibration).signature();
        Signature.Port known = registered.signature().inputs().getFirst();
        assertThat(seen.inputs()).as("but for the ranges, which are final when it is registered").containsExactly(new Signature.Port(
                known.name(), known.type(), known.shape(), seen.inputs().getFirst().range()));
        assertThat(seen.inputs().getFirst().range().get(0)).isLessThanOrEqualTo(known.range().get(0));
        assertThat(seen.inputs().getFirst().range().get(1)).isGreaterThanOrEqualTo(known.range().get(1));
        assertThat(registered.signature().outputs().getFirst().range().getLast())
                .as("a probability, in bits").isBetween(0.9, 2.0);
        assertThat(seen.inputs()).hasSize(1);
        assertThat(seen.inputs().getFirst().name()).isEqualTo("applicant");
        assertThat(seen.inputs().getFirst().range()).hasSize(2);
    }

    @Test
    void rowsOfAMatrixAreSamples() {
        ModelFiles model = new ModelFiles(new OnnxModelBuilder(13).input("x", 1, 3)
                .node("Relu", List.of("x"), "y").output("y").bytes(), Map.of());
        Signature apart = inspected(model, """
                {"samples": [{"inputs": {"x": [[1, -2, 3]]}}, {"inputs": {"x": [[4, 5, 60]]}}]}""");
        for (String matrix : List.of("{\"samples\": [[1, -2, 3], [4, 5, 60]]}", "[[1, -2, 3], [4, 5, 60]]",
                "[[[1, -2, 3]], [[4, 5, 60]]]", "{\"samples\": [{\"inputs\": {\"x\": [[1, -2, 3], [4, 5, 60]]}}]}",
                "{\"samples\": [{\"inputs\": {\"x\": [[1, -2, 3]]}}, [4, 5, 60]]}")) {
            assertThat(inspected(model, matrix)).as(matrix).isEqualTo(apart);
        }
        assertThatThrownBy(() -> inspected(model, "[[1, 2, 3], [4, 5]]")).isInstanceOfSatisfying(ModelRefusedException.class,
                e -> assertThat(e.findings().getFirst().message()).contains("samples[1]"));
        ModelFiles two = new ModelFiles(new OnnxModelBuilder(13).input("x", 1, 3).input("z", 1, 3)
                .node("Add", List.of("x", "z"), "y").output("y").bytes(), Map.of());
        assertThatThrownBy(() -> inspected(two, "[[1, 2, 3], [4, 5, 6]]")).isInstanceOfSatisfying(ModelRefusedException.class,
                e -> assertThat(e.findings().getFirst().expected()).contains("2 inputs"));
    }

    private static Signature inspected(ModelFiles model, String samples) {
        return ENGINE.inspect(model, settings("seed of this test"), INPUTS.calibration(samples.getBytes(StandardCharsets.UTF_8)))
                .signature();
    }

    @Test
    void theWarmUpProvesUntilItIsToldToEnd() throws IOException {
        WarmUp warmUp = new WarmUp(RANDOMNESS, INPUTS, PROPERTIES);
        warmUp.practise(() -> warmUp.proofs() >= 2);
        assertThat(warmUp.proofs()).isEqualTo(2);
        assertThatThrownBy(() -> warmUp.practise(() -> true)).isInstanceOf(WorkCancelledException.class);
    }

    @Test
    void theReportTellsSizeAndCost() {
        ModelReport report = registered.report();
        assertThat(report.parameters()).isPositive();
        assertThat(report.circuit().lookups()).isPositive();
        assertThat(report.predictedCost().proveSeconds()).isPositive();
        assertThat(report.predictedCost().proverBytes()).isGreaterThan(160 * report.circuit().tableRows());
        assertThat(report.notes()).isNotEmpty();
        assertThat(report.accuracy().samples()).isEqualTo(calibration.size());
        assertThat(report.accuracy().reference()).contains("onnxruntime");
        assertThat(report.accuracy().maxError()).isBetween(0.0, 0.02);
    }

    @Test
    void aProofIsMadeVerifiedAndSaysWhatItShows() throws IOException {
        ProvenInference proven = prove(Visibility.PRIVATE, MONITOR);
        Tensor output = proven.outputs().get("probability_of_default");
        assertThat(output.values()).hasSize(1);
        assertThat(output.values()[0]).isBetween(0.0, 1.0);
        Verdict verdict =
                ENGINE.verify(registered.verificationKey(), ProofSource.of(proven.proof()), Optional.of(proven.statement()), () -> {});
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
            assertThat(accepted.outputs()).isEqualTo(proven.outputs());
            assertThat(accepted.publicInputs()).isEmpty();
            assertThat(accepted.inputVisibility()).isEqualTo(Visibility.PRIVATE);
            assertThat(accepted.context()).isEqualTo("case 1");
            assertThat(accepted.keyDigest()).isEqualTo(registered.keyDigest());
            assertThat(accepted.securityBits()).isEqualTo(100);
            assertThat(accepted.sentences()).isNotEmpty();
        });
        assertThat(STAGES).contains("quantise", "witness", "commitments", "lookups", "layers", "opening");

        byte[] changed = proven.proof().clone();
        changed[changed.length / 2] ^= 1;
        assertThat(ENGINE.verify(registered.verificationKey(), ProofSource.of(changed), Optional.empty(), () -> {}))
                .isInstanceOf(Verdict.Rejected.class);
        byte[] statement = Arrays.copyOf(proven.statement(), proven.statement().length - 1);
        assertThat(ENGINE.verify(registered.verificationKey(), ProofSource.of(proven.proof()), Optional.of(statement), () -> {}))
                .isInstanceOf(Verdict.Rejected.class);
        assertThat(ENGINE.verify(registered.verificationKey(), ProofSource.of(new byte[0]), Optional.empty(), () -> {}))
                .isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void aPublicInputIsShownByTheVerdict() throws IOException {
        ProvenInference proven = prove(Visibility.PUBLIC, MONITOR);
        assertThat(ENGINE.verify(registered.verificationKey(), ProofSource.of(proven.proof()), Optional.empty(), () -> {}))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                    double[] shown = accepted.publicInputs().get("applicant").values();
                    double[] given = applicantValues();
                    for (int i = 0; i < given.length; i++) {
                        assertThat(shown[i]).isCloseTo(given[i], org.assertj.core.data.Offset.offset(0.1));
                    }
                });
    }

    private static double[] applicantValues() {
        try {
            return applicant().get("applicant").values();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theSameSeedGivesTheSameKeyUpToItsRegistrationProof() {
        RegisteredModel again = ENGINE.register(files, settings("seed of this test"), calibration, MONITOR);
        RegisteredModel other = ENGINE.register(files, settings("seed of that test"), calibration, MONITOR);
        assertThat(again.keyDigest()).isEqualTo(registered.keyDigest());
        assertThat(other.keyDigest()).isNotEqualTo(registered.keyDigest());
    }

    @Test
    void aPrivateOutputIsNowhereStated() throws IOException {
        ModelSettings hidden = new ModelSettings(Map.of(), Map.of(), Set.of(), ModelSettings.Precision.HIGH, Visibility.PRIVATE,
                new byte[32], List.of());
        RegisteredModel model = ENGINE.register(files, hidden, calibration, MONITOR);
        ProvenInference proven = ENGINE.prove(new ProvingMaterial("another key", model::plan, model::provingKey),
                applicant(), Visibility.PRIVATE, "", MONITOR);
        assertThat(proven.outputVisibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(proven.outputs().get("probability_of_default").values()[0]).isBetween(0.0, 1.0);
        assertThat(proven.toString()).doesNotContain(String.valueOf(proven.outputs().get("probability_of_default").values()[0]));
        assertThat(ENGINE.verify(model.verificationKey(), ProofSource.of(proven.proof()), Optional.of(proven.statement()), () -> {}))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                    assertThat(accepted.outputs()).isEmpty();
                    assertThat(accepted.publicInputs()).isEmpty();
                });
    }

    @Test
    void workStopsWhenNobodyWantsItAnyMore() {
        WorkMonitor impatient = new WorkMonitor() {
            private int calls;

            @Override
            public void progress(String stage, double fraction) {
                calls++;
            }

            @Override
            public boolean cancelled() {
                return calls > 2;
            }
        };
        assertThatThrownBy(() -> prove(Visibility.PRIVATE, impatient)).isInstanceOf(WorkCancelledException.class);
        assertThatThrownBy(() -> ENGINE.register(files, settings("seed of this test"), calibration, impatient))
                .isInstanceOf(WorkCancelledException.class);
    }

    @Test
    void aKeyThatDoesNotDecodeIsAnError() {
        byte[] key = registered.verificationKey();
        List<byte[]> bad = new ArrayList<>(List.of(new byte[0], new byte[] {1, 2, 3}, Arrays.copyOf(key, key.length - 1)));
        byte[] changed = key.clone();
        changed[2] ^= 1;
        bad.add(changed);
        for (byte[] bytes : bad) {
            assertThatThrownBy(() -> ENGINE.verify(bytes, ProofSource.of(new byte[10]), Optional.empty(), () -> {}))
                    .isInstanceOf(KeyUnreadableException.class);
        }
    }

    @Test
    void whatCannotBeCompiledIsRefusedWithFindings() {
        assertThatThrownBy(() -> ENGINE.inspect(new ModelFiles(new byte[] {1, 2, 3}, Map.of()), settings("seed of this test"), calibration))
                .isInstanceOfSatisfying(ModelRefusedException.class, e -> assertThat(e.findings()).isNotEmpty());
        assertThatThrownBy(() -> ENGINE.inspect(files, settings("seed of this test"), List.of()))
                .isInstanceOfSatisfying(ModelRefusedException.class, e -> {
                    assertThat(e.findings().getFirst().code()).isEqualTo(ProblemCode.MISSING_RANGE);
                    assertThat(e.findings().getFirst().expected()).contains("inputRanges").contains("calibration");
                });
        ModelSettings wrong = new ModelSettings(Map.of(), Map.of("income", new ModelSettings.Range(0, 1)), Set.of(),
                ModelSettings.Precision.DEFAULT, Visibility.PUBLIC, new byte[32], List.of());
        assertThatThrownBy(() -> ENGINE.inspect(files, wrong, calibration))
                .isInstanceOfSatisfying(ModelRefusedException.class,
                        e -> assertThat(e.findings().getFirst().code()).isEqualTo(ProblemCode.INVALID_OPTION));
    }

    /// Options on the disk of an older version know nothing of public scalars.
    @Test
    void publicScalarsReachTheCompiler() {
        String stored = """
                {"shapes": {}, "inputRanges": {}, "precision": "DEFAULT", "outputVisibility": "public", "seed": "AA==", "warnings": []}
                """;
        assertThat(JsonColumn.read(stored, ModelSettings.class).publicScalars()).isEmpty();
        ModelSettings declared = new ModelSettings(Map.of(), Map.of(), Set.of("nothing of the kind"),
                ModelSettings.Precision.DEFAULT, Visibility.PUBLIC, new byte[32], List.of());
        assertThatThrownBy(() -> ENGINE.inspect(files, declared, calibration))
                .isInstanceOfSatisfying(ModelRefusedException.class,
                        e -> assertThat(e.findings().getFirst().message()).contains("publicScalars"));
    }

    @Test
    void aRefusalNamesEveryNodeAndWhatCircuitsCannotHold() {
        ModelSettings ranged = new ModelSettings(Map.of(), Map.of("x", new ModelSettings.Range(-1, 1)), Set.of(),
                ModelSettings.Precision.DEFAULT, Visibility.PUBLIC, new byte[32], List.of());
        byte[] unsupported = new OnnxModelBuilder(13)
                .input("x", 2, 2)
                .node("LSTM", List.of("x"), "a")
                .node("MatMul", List.of("a", "x"), "b")
                .node("Relu", List.of("b"), "y", OnnxModelBuilder.integer("fast", 1))
                .output("y")
                .bytes();
        assertThatThrownBy(() -> ENGINE.inspect(new ModelFiles(unsupported, Map.of()), ranged, List.of()))
                .isInstanceOfSatisfying(ModelRefusedException.class, e -> assertThat(e.findings())
                        .extracting(ModelProblem::node).containsExactly("LSTM_0", "MatMul_1", "Relu_2"));
        byte[] beyond = new OnnxModelBuilder(13)
                .input("x", 1, 4)
                .weights("w", List.of(1L, 4L), 1e30, 1, 1, 1)
                .node("Concat", List.of("x", "w"), "y", OnnxModelBuilder.integer("axis", 1))
                .output("y")
                .bytes();
        assertThatThrownBy(() -> ENGINE.inspect(new ModelFiles(beyond, Map.of()), ranged, List.of()))
                .isInstanceOfSatisfying(ModelRefusedException.class, e -> assertThat(e.findings())
                        .extracting(ModelProblem::code).containsExactly(ProblemCode.LIMIT_EXCEEDED));
    }
}
