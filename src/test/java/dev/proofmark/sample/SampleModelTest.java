package dev.proofmark.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.ImportOptions;
import dev.proofmark.compiler.onnx.OnnxImporter;
import dev.proofmark.compiler.quantize.Quantizer;
import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.IntegerInterpreter;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.RealRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bundled model is what its training program makes, and it is a useful one.
class SampleModelTest {
    private static final Path COMMITTED = Path.of("src/main/resources/sample");
    private static SampleFolder.Trained trained;

    @BeforeAll
    static void train() {
        trained = SampleFolder.train();
    }

    @Test
    void trainingAgainMakesTheCommittedFilesByteForByte() throws Exception {
        Map<String, byte[]> files = SampleFolder.files(trained);
        assertThat(files).containsOnlyKeys("credit-scoring.onnx", "calibration.json", "applicant.json", "README.md");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(file.getValue()).as(file.getKey()).isEqualTo(Files.readAllBytes(COMMITTED.resolve(file.getKey())));
        }
    }

    @Test
    void rankingOnHeldOutApplicantsIsCloseToTheTruth() {
        assertThat(trained.accuracy().auc()).isGreaterThan(0.87);
        assertThat(trained.accuracyOfTheTruth().auc() - trained.accuracy().auc()).isBetween(0.0, 0.02);
    }

    @Test
    void moreLatePaymentsAndLessIncomeMeanMoreRiskOnAverage() {
        List<Applicant> some = trained.heldOut().subList(0, 500);
        assertThat(averageWith(some, Feature.LATE_PAYMENTS, 4)).isGreaterThan(averageWith(some, Feature.LATE_PAYMENTS, 0) + 0.05);
        assertThat(averageWith(some, Feature.ANNUAL_INCOME, 15)).isGreaterThan(averageWith(some, Feature.ANNUAL_INCOME, 80) + 0.05);
    }

    @Test
    void onnxRuntimeComputesWhatTheTrainerMeant() throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(OnnxWriter.write(trained.network()))) {
            for (Applicant applicant : trained.heldOut().subList(0, 50)) {
                float[][] row = new float[1][Feature.count()];
                for (int f = 0; f < row[0].length; f++) {
                    row[0][f] = (float) applicant.features()[f];
                }
                try (OnnxTensor input = OnnxTensor.createTensor(environment, row);
                        OrtSession.Result result = session.run(Map.of(OnnxWriter.INPUT, input))) {
                    float[][] output = (float[][]) result.get(OnnxWriter.OUTPUT).orElseThrow().getValue();
                    assertThat((double) output[0][0])
                            .isCloseTo(trained.network().probabilityOfDefault(applicant.features()), within(1e-4));
                }
            }
        }
    }

    @Test
    void theIntegerProgramThatIsProvenScoresAsTheNetworkDoes() {
        Graph graph = OnnxImporter.importModel(
                new ModelSource(OnnxWriter.write(trained.network()), Map.of()), ImportOptions.defaults());
        List<Map<String, DenseTensor>> calibration = trained.heldOut().subList(0, 64).stream()
                .map(a -> Map.of(OnnxWriter.INPUT, DenseTensor.of(TensorShape.of(1, Feature.count()), a.features()))).toList();
        RealRange observed = calibration.stream().map(s -> RealRange.of(s.get(OnnxWriter.INPUT)))
                .reduce(RealRange::union).orElseThrow();
        RealRange range = observed.widened(observed.span() / 4);
        QuantizedProgram program = Quantizer.quantize(graph, Map.of(OnnxWriter.INPUT, range), calibration, Precision.DEFAULT);
        double inputScale = program.step(program.inputs().getFirst()).scale();
        double outputScale = program.step(program.outputs().getFirst()).scale();
        for (Applicant applicant : trained.heldOut().subList(0, 300)) {
            long[] integers = Arrays.stream(applicant.features())
                    .mapToLong(value -> (long) Math.floor(value / inputScale + 0.5)).toArray();
            long score = IntegerInterpreter.evaluate(program, Map.of(OnnxWriter.INPUT, integers)).get(OnnxWriter.OUTPUT)[0];
            assertThat(score * outputScale)
                    .isCloseTo(trained.network().probabilityOfDefault(applicant.features()), within(0.01));
        }
    }

    @Test
    void aucCountsPairsAndTies() {
        List<Applicant> four = List.of(scored(0.1, false), scored(0.4, true), scored(0.4, false), scored(0.9, true));
        assertThat(Accuracy.of(four, x -> x[0]).auc()).isCloseTo(3.5 / 4, within(1e-12));
    }

    private static double averageWith(List<Applicant> applicants, Feature feature, double value) {
        return applicants.stream().mapToDouble(applicant -> {
            double[] changed = applicant.features().clone();
            changed[feature.ordinal()] = value;
            return trained.network().probabilityOfDefault(changed);
        }).average().orElseThrow();
    }

    private static Applicant scored(double score, boolean defaulted) {
        return new Applicant(new double[] {score}, defaulted);
    }
}
