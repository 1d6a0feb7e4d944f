package dev.proofmark.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.PlainText;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.compiler.InputRejectedException.Reason;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.IntegerInterpreter;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.RoundedRanges;
import dev.proofmark.testing.OnnxModelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The compiler's door on the bundled sample model.
class ModelCompilerTest {

    private static final String INPUT = "applicant";
    private static final String OUTPUT = "probability_of_default";
    private static final ModelSource SOURCE = ModelSource.of(resource("/sample/credit-scoring.onnx"));
    private static final CalibrationData CALIBRATION = calibration();
    private static final CompiledModel COMPILED =
            ModelCompiler.compile(SOURCE, CompileOptions.defaults(), CALIBRATION, CompileListener.SILENT);

    @Test
    void measuresItsDistanceFromOnnxruntime() {
        assertThat(COMPILED.accuracy().reference()).startsWith("onnxruntime");
        assertThat(COMPILED.accuracy().samples()).isEqualTo(CALIBRATION.samples().size());
        assertThat(COMPILED.accuracy().maxError()).isBetween(0.0, 0.01);
        assertThat(COMPILED.accuracy().meanError()).isLessThanOrEqualTo(COMPILED.accuracy().maxError());
        assertThat(COMPILED.accuracy().labelAgreement()).as("one output element has no label").isEmpty();
        assertThat(COMPILED.warnings()).isEmpty();
        assertThat(COMPILED.parameters()).isPositive();
        assertThat(COMPILED.lowered().circuit().inputs()).hasSize(1);
    }

    @Test
    void aNewerVersionOfTheFileFormatIsMeasuredWithOnnxruntime() {
        OnnxModelBuilder builder = new OnnxModelBuilder(13).input("x", 1, 2).node("Relu", List.of("x"), "y").output("y");
        builder.model().setIrVersion(1000);
        CompileOptions options = CompileOptions.defaults().withInputRanges(Map.of("x", new RealRange(-1, 1)));
        CompiledModel model =
                ModelCompiler.compile(builder.source(), options, CalibrationData.none(), CompileListener.SILENT);
        assertThat(model.accuracy().reference()).startsWith("onnxruntime ");
        assertThat(model.warnings()).noneMatch(warning -> warning.contains("onnxruntime"));
    }

    @Test
    void whatOnnxruntimeRefusesIsComparedWithTheImportedGraphAndTheReportSaysSo() {
        OnnxModelBuilder builder = new OnnxModelBuilder(13).input("x", 1, 2).node("Relu", List.of("x"), "y").output("y");
        builder.model().getOpsetImportBuilder(0).setVersion(28); // newer than the runtime
        CompileOptions options = CompileOptions.defaults().withInputRanges(Map.of("x", new RealRange(-1, 1)));
        CompiledModel model =
                ModelCompiler.compile(builder.source(), options, CalibrationData.none(), CompileListener.SILENT);
        assertThat(model.accuracy().reference()).isEqualTo("imported graph in double precision");
        assertThat(model.accuracy().samples()).isPositive();
        assertThat(model.warnings()).anyMatch(
                warning -> warning
                        .matches("onnxruntime could not run this model here: it refuses the model \\(error ORT_[A-Z_]+\\)\\. .*"));
    }

    @Test
    void outputsThatAreNoNumbersAreWarnedOf() {
        ModelSource root = new OnnxModelBuilder(13).input("x", 1, 2).node("Sqrt", List.of("x"), "y").output("y").source();
        CompileOptions options = CompileOptions.defaults().withInputRanges(Map.of("x", new RealRange(-1, 1)));
        assertThat(ModelCompiler.compile(root, options, CalibrationData.none(), CompileListener.SILENT).warnings())
                .anyMatch(warning -> warning.contains("NaN or infinite"));
        CompileOptions positive = CompileOptions.defaults().withInputRanges(Map.of("x", new RealRange(0, 1)));
        assertThat(ModelCompiler.compile(root, positive, CalibrationData.none(), CompileListener.SILENT).warnings())
                .noneMatch(warning -> warning.contains("NaN or infinite"));
    }

    /// Names of inputs and outputs reach whoever verifies; those of nodes and weights only reports.
    @Test
    void namesThatAReaderCannotSeeReachNoKey() {
        CompileOptions options = CompileOptions.defaults().withInputRanges(Map.of("x", new RealRange(-1, 1)));
        OnnxModelBuilder inner = new OnnxModelBuilder(13).input("x", 1, 2).weights("w\n\u202e", List.of(2L, 2L), 1, 2, 3, 4)
                .node("MatMul", List.of("x", "w\n\u202e"), "a\u001b[2J").node("Relu", List.of("a\u001b[2J"), "y").output("y");
        inner.graph().getNodeBuilder(0).setName("node\u200b\r");
        Circuit circuit =
                ModelCompiler.compile(inner.source(), options, CalibrationData.none(), CompileListener.SILENT).lowered().circuit();
        assertThat(circuit.nodes().stream().filter(Tensor.class::isInstance).map(node -> ((Tensor) node).name()))
                .allMatch(PlainText::isPlain);
        for (String name : List.of("y\nVALID", "y\u202e", "\u200b", "y\u001b[2J")) {
            ModelSource source = new OnnxModelBuilder(13).input("x", 1, 2).node("Relu", List.of("x"), name).output(name).source();
            assertThat(catchThrowableOfType(ModelRejectedException.class,
                    () -> ModelCompiler.compile(source, options, CalibrationData.none(), CompileListener.SILENT)).problems())
                    .anySatisfy(problem -> {
                        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_GRAPH);
                        assertThat(problem.message()).contains("a reader cannot see");
                        assertThat(PlainText.isPlain(problem.toString())).isTrue();
                    });
        }
    }

    @Test
    void highPrecisionIsNoWorse() {
        CompiledModel high = ModelCompiler.compile(
                SOURCE, CompileOptions.defaults().withPrecision(Precision.HIGH), CALIBRATION, CompileListener.SILENT);
        assertThat(high.accuracy().maxError()).isLessThanOrEqualTo(COMPILED.accuracy().maxError());
    }

    @Test
    void inspectionGivesTheSignatureWithRoundedRanges() {
        ModelSignature signature = ModelCompiler.inspect(SOURCE, CompileOptions.defaults(), CALIBRATION).signature();
        RealRange observed = CALIBRATION.samples().stream()
                .map(sample -> RealRange.of(sample.named().get(INPUT)))
                .reduce(RealRange::union)
                .orElseThrow();
        ModelSignature.Input inspected = signature.input(INPUT).orElseThrow();
        assertThat(inspected.range()).isEqualTo(RoundedRanges.accepted(observed));
        double step = COMPILED.lowered().circuit().inputs().getFirst().scale().unit();
        RealRange accepted = new RealRange(inspected.range().low(), inspected.range().high() - step);
        assertThat(COMPILED.signature()).as("the upper end has no integer").isEqualTo(new ModelSignature(
                List.of(new ModelSignature.Input(inspected.name(), inspected.type(), inspected.shape(), accepted)), signature.outputs()));
    }

    @Test
    void aDeclaredRangeNeedsNoCalibrationButWarns() {
        CompileOptions options = CompileOptions.defaults().withInputRanges(Map.of(INPUT, new RealRange(0, 60)));
        CompiledModel model = ModelCompiler.compile(SOURCE, options, CalibrationData.none(), CompileListener.SILENT);
        assertThat(model.signature().input(INPUT).orElseThrow().range()).isEqualTo(new RealRange(0, 60));
        assertThat(model.warnings()).anyMatch(warning -> warning.contains("No calibration data"));
    }

    @Test
    void withoutRangeAndCalibrationItSaysHowToGiveOne() {
        ModelRejectedException rejected = catchThrowableOfType(
                ModelRejectedException.class,
                () -> ModelCompiler.inspect(SOURCE, CompileOptions.defaults(), CalibrationData.none()));
        ModelProblem problem = rejected.problems().getFirst();
        assertThat(problem.code()).isEqualTo(ProblemCode.MISSING_RANGE);
        assertThat(problem.node()).isEqualTo(INPUT);
        assertThat(problem.expected()).contains("inputRanges").contains("samples");
    }

    @Test
    void badOptionsAndCalibrationAreAllReported() {
        CompileOptions options = CompileOptions.defaults()
                .withInputRanges(Map.of("nobody", new RealRange(0, 1), INPUT, new RealRange(0, 10)));
        List<ModelInputs> samples = List.of(
                ModelInputs.named(Map.of("someone", DenseTensor.vector(1, 2))),
                ModelInputs.ordered(List.of(DenseTensor.vector(1, 2, 3))),
                ModelInputs.ordered(List.of(DenseTensor.filled(TensorShape.of(16), Double.NaN))),
                ModelInputs.ordered(List.of(DenseTensor.filled(TensorShape.of(16), 11))),
                ModelInputs.ordered(List.of()));
        ModelRejectedException rejected = catchThrowableOfType(
                ModelRejectedException.class,
                () -> ModelCompiler.inspect(SOURCE, options, new CalibrationData(samples)));
        assertThat(rejected.problems()).extracting(ModelProblem::code)
                .containsExactly(
                        ProblemCode.INVALID_OPTION,
                        ProblemCode.INVALID_CALIBRATION,
                        ProblemCode.INVALID_CALIBRATION,
                        ProblemCode.INVALID_CALIBRATION,
                        ProblemCode.INVALID_CALIBRATION,
                        ProblemCode.INVALID_CALIBRATION);
        assertThat(rejected.problems().get(2).expected()).contains("16 values");
        assertThat(rejected.getMessage()).doesNotContain("11.0");
    }

    @Test
    void theSameInputsGiveTheSamePlanAndCircuit() {
        CompiledModel again =
                ModelCompiler.compile(SOURCE, CompileOptions.defaults(), CALIBRATION, CompileListener.SILENT);
        assertThat(again.plan()).isEqualTo(COMPILED.plan());
        assertThat(again.plan().encode()).isEqualTo(COMPILED.plan().encode());
    }

    @Test
    void plansSurviveStorageAndRefuseOtherBytes() {
        byte[] bytes = COMPILED.plan().encode();
        assertThat(CompiledPlan.decode(bytes)).isEqualTo(COMPILED.plan());
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> CompiledPlan.decode(shorter)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> CompiledPlan.decode(java.util.Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void encodesInputsAndDecodesOutputs() {
        ModelInputs sample = CALIBRATION.samples().getFirst();
        Map<String, long[]> integers = COMPILED.plan().encodeInputs(sample);
        Map<String, DenseTensor> outputs =
                COMPILED.plan().decodeOutputs(IntegerInterpreter.evaluate(COMPILED.program(), integers));
        assertThat(outputs.get(OUTPUT).shape()).isEqualTo(TensorShape.of(1, 1));
        assertThat(outputs.get(OUTPUT).value(0)).isBetween(0.0, 1.0);
        ModelInputs flat = ModelInputs.ordered(List.of(DenseTensor.vector(sample.named().get(INPUT).values())));
        assertThat(COMPILED.plan().encodeInputs(flat).get(INPUT)).isEqualTo(integers.get(INPUT));
        assertThatThrownBy(() -> COMPILED.plan().decodeOutputs(Map.of(OUTPUT, new long[2])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesInputsThatDoNotFitWithoutTellingThem() {
        double[] good = CALIBRATION.samples().getFirst().named().get(INPUT).values();
        assertThat(refused(ModelInputs.named(Map.of("x", DenseTensor.vector(good)))).reason()).isEqualTo(Reason.UNKNOWN_INPUT);
        assertThat(refused(ModelInputs.named(Map.of())).reason()).isEqualTo(Reason.MISSING_INPUT);
        assertThat(refused(ModelInputs.ordered(List.of(DenseTensor.vector(good), DenseTensor.vector(good)))).reason())
                .isEqualTo(Reason.WRONG_INPUT_COUNT);
        assertThat(refused(ModelInputs.named(Map.of(INPUT, DenseTensor.of(TensorShape.of(16, 1), good)))).reason())
                .isEqualTo(Reason.WRONG_SHAPE);
        double[] bad = good.clone();
        bad[3] = Double.NaN;
        assertThat(refused(ModelInputs.ordered(List.of(DenseTensor.vector(bad)))).reason()).isEqualTo(Reason.NOT_A_NUMBER);
        bad[3] = 123456.75;
        InputRejectedException outside = refused(ModelInputs.ordered(List.of(DenseTensor.vector(bad))));
        assertThat(outside.reason()).isEqualTo(Reason.OUT_OF_RANGE);
        assertThat(outside).hasMessageContaining("Element 3").hasMessageNotContaining("123456");
    }

    @Test
    void bothEndsOfTheRangeAreAccepted() {
        RealRange range = COMPILED.signature().input(INPUT).orElseThrow().range();
        for (double end : new double[] {range.low(), range.high()}) {
            ModelInputs inputs = ModelInputs.ordered(List.of(DenseTensor.filled(TensorShape.of(16), end)));
            assertThat(IntegerInterpreter.evaluate(COMPILED.program(), COMPILED.plan().encodeInputs(inputs)))
                    .containsKey(OUTPUT);
        }
    }

    @Test
    void stagesAreHeardInOrderAndMayEndTheWork() {
        List<CompileStage> heard = new ArrayList<>();
        ModelCompiler.compile(SOURCE, CompileOptions.defaults(), CALIBRATION, heard::add);
        assertThat(heard).containsExactly(CompileStage.values());
        assertThatThrownBy(() -> ModelCompiler.compile(SOURCE, CompileOptions.defaults(), CALIBRATION, stage -> {
            throw new IllegalStateException("stop");
        }))
                .hasMessage("stop");
    }

    @Test
    void nothingPrintsSecrets() {
        assertThat(COMPILED.toString()).doesNotContain("Weights").doesNotContain("scale");
        assertThat(COMPILED.plan().toString()).startsWith("plan ").hasSize(69);
    }

    private static InputRejectedException refused(ModelInputs inputs) {
        return catchThrowableOfType(InputRejectedException.class, () -> COMPILED.plan().encodeInputs(inputs));
    }

    private static CalibrationData calibration() {
        List<ModelInputs> samples = new ArrayList<>();
        for (JsonNode sample : new JsonMapper().readTree(resource("/sample/calibration.json")).get("samples")) {
            JsonNode row = sample.get("inputs").get(INPUT).get(0);
            double[] values = new double[row.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.get(i).doubleValue();
            }
            samples.add(ModelInputs.named(Map.of(INPUT, DenseTensor.of(TensorShape.of(1, values.length), values))));
        }
        return new CalibrationData(samples);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ModelCompilerTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
