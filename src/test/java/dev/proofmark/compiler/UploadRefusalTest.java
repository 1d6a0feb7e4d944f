package dev.proofmark.compiler;

import static dev.proofmark.testing.OnnxModelBuilder.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.onnx.ImportOptions;
import dev.proofmark.compiler.onnx.OnnxImporter;
import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.synthesis.OutputVisibility;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a model's integers and circuit cannot hold is told by the inspection, before anything is queued.
class UploadRefusalTest {

    private static final long SEED = 31337;
    private static final double[] EXTREMES = {1e-300, 1e-40, 1e-20, 1e-6, 1, 1e6, 1e12, 1e20, 1e38};

    @Test
    void integersBeyondSixtyBitsNameTheValue() {
        ModelProblem problem = single(
                new OnnxModelBuilder(13)
                        .input("x", 1, 4)
                        .weights("w", List.of(1L, 4L), 1e30, 1, 1, 1)
                        .node("Concat", List.of("x", "w"), "y", integer("axis", 1))
                        .output("y"),
                new RealRange(-1, 1));
        assertThat(problem.code()).isEqualTo(ProblemCode.LIMIT_EXCEEDED);
        assertThat(problem.node()).isNotEmpty();
    }

    @Test
    void valuesBeyondDoublesNameTheValue() {
        ModelProblem problem = single(
                new OnnxModelBuilder(13).input("x", 1, 4).input("z", 1, 4).node("Mul", List.of("x", "z"), "y").output("y"),
                new RealRange(-1e300, 1e300));
        assertThat(problem.code()).isEqualTo(ProblemCode.LIMIT_EXCEEDED);
        assertThat(problem.node()).isEqualTo("y");
        assertThat(problem.message()).contains("Infinity");
    }

    @Test
    void aTensorOfTooManyIndexBitsNamesTheValue() {
        Integer[] fives = Collections.nCopies(10, 5).toArray(Integer[]::new);
        ModelProblem input = problems(
                new OnnxModelBuilder(13).input("x", (Object[]) fives).node("Relu", List.of("x"), "y").output("y"),
                new RealRange(-1, 1)).getFirst();
        assertThat(input.node()).isEqualTo("x");
        assertThat(input.message()).contains("28 index bits");
        ModelProblem inner = single(
                new OnnxModelBuilder(13)
                        .input("x", 5, 1, 5, 1, 5, 1, 5, 1, 5, 1)
                        .weights("w", List.of(1L, 5L, 1L, 5L, 1L, 5L, 1L, 5L, 1L, 5L), new double[3125])
                        .indexes("axes", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                        .node("Add", List.of("x", "w"), "sum")
                        .node("ReduceSum", List.of("sum", "axes"), "y")
                        .output("y"),
                new RealRange(-1, 1));
        assertThat(inner.node()).isEqualTo("Add_0");
        assertThat(inner.message()).contains("28 index bits");
    }

    @Test
    void namesThatNoProofCanStateAreRefused() {
        for (String name : List.of("x".repeat(513), "ö".repeat(257))) {
            List<ModelProblem> problems = problems(
                    new OnnxModelBuilder(13).input(name, 1, 4).node("Relu", List.of(name), name + "y").output(name + "y"),
                    new RealRange(-1, 1));
            assertThat(problems).hasSize(2).allSatisfy(problem -> {
                assertThat(problem.expected()).contains("512 bytes");
                assertThat(problem.node().length()).isLessThan(110);
            });
        }
    }

    @Test
    void whatDoesNotFitTheHeapIsRefused() {
        CompileDemand demand = new CompileDemand(0, 100L << 20);
        assertThat(demand.beyond(112L << 20)).isEmpty();
        assertThat(demand.beyond(100L << 20)).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.LIMIT_EXCEEDED);
            assertThat(problem.expected()).contains("100 MiB");
            assertThat(problem.actual()).isEqualTo("90 MiB");
        });
    }

    @Test
    void demandFollowsTheSizeOfTheModel() {
        Graph graph = OnnxImporter.importModel(
                new OnnxModelBuilder(13)
                        .input("x", 1, 10)
                        .weights("w", List.of(10L, 20L), new double[200])
                        .node("MatMul", List.of("x", "w"), "y")
                        .output("y")
                        .source(),
                ImportOptions.defaults());
        CompileDemand demand = CompileDemand.of(graph, 6);
        assertThat(demand.work()).isEqualTo((6 + 4 + 4 * 6) * 200 + 64 * (200 + 20) + (1 << 20));
        assertThat(demand.bytes()).isEqualTo(48 * 200 + 96 * 20);
        assertThat(demand.isQuick()).isTrue();
        assertThat(CompileDemand.of(graph, 10_000_000).isQuick()).isFalse();
    }

    @Test
    void aMissingRangeIsNamedBesideOtherProblems() {
        CompileOptions options = CompileOptions.defaults().withInputRanges(Map.of("nobody", new RealRange(0, 1)));
        ModelSource source = new OnnxModelBuilder(13).input("x", 1, 4).node("Relu", List.of("x"), "y").output("y").source();
        assertThat(problems(source, options)).extracting(ModelProblem::code)
                .containsExactly(ProblemCode.INVALID_OPTION, ProblemCode.MISSING_RANGE);
    }

    /// Inspection and compilation agree on small models with ranges and weights from all over the exponents: both take a model
    /// or both refuse it, with the same problems, and nothing else is thrown.
    @Test
    void inspectionRefusesWhatCompilationWould() {
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        int rounds = 120;
        for (int round = 0; round < rounds; round++) {
            OnnxModelBuilder model = extreme(random);
            CompileOptions options = CompileOptions.defaults()
                    .withInputRanges(Map.of("x", new RealRange(-pick(random), pick(random))))
                    .withPrecision(random.nextBoolean() ? Precision.HIGH : Precision.DEFAULT)
                    .withOutputVisibility(random.nextBoolean() ? OutputVisibility.PRIVATE : OutputVisibility.PUBLIC);
            List<ModelProblem> inspected = problems(model.source(), options);
            List<ModelProblem> compiled = compileProblems(model.source(), options);
            assertThat(inspected).as("seed " + SEED + ", round " + round).isEqualTo(compiled);
            refused += inspected.isEmpty() ? 0 : 1;
        }
        assertThat(refused).isBetween(1, rounds - 1);
    }

    private static OnnxModelBuilder extreme(SplittableRandom random) {
        double[] values = random.doubles(4).map(value -> (value - 0.5) * pick(random)).toArray();
        OnnxModelBuilder model = new OnnxModelBuilder(20).input("x", 1, 4)
                .weights("row", List.of(1L, 4L), values)
                .weights("square", List.of(4L, 4L), random.doubles(16).map(value -> (value - 0.5) * pick(random)).toArray());
        String last = "x";
        int count = random.nextInt(1, 5);
        for (int i = 0; i < count; i++) {
            String next = "v" + i;
            switch (random.nextInt(8)) {
                case 0 -> model.node("MatMul", List.of(last, "square"), next);
                case 1 -> model.node("Add", List.of(last, "row"), next);
                case 2 -> model.node("Mul", List.of(last, "row"), next);
                case 3 -> model.node("Mul", List.of(last, last), next);
                case 4 -> model.node("Max", List.of(last, "row"), next);
                case 5 -> model.node("Softmax", List.of(last), next);
                case 6 -> model.node("Add", List.of(last, "x"), next);
                default -> model.node(
                        List.of("Relu", "Exp", "Log", "Reciprocal", "Tanh", "Sinh").get(random.nextInt(6)), List.of(last), next);
            }
            last = next;
        }
        return model.output(last);
    }

    private static double pick(SplittableRandom random) {
        return EXTREMES[random.nextInt(EXTREMES.length)];
    }

    private static ModelProblem single(OnnxModelBuilder model, RealRange range) {
        List<ModelProblem> problems = problems(model, range);
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static List<ModelProblem> problems(OnnxModelBuilder model, RealRange range) {
        Map<String, RealRange> ranges = new HashMap<>();
        model.graph().getInputList().forEach(input -> ranges.put(input.getName(), range));
        return problems(model.source(), CompileOptions.defaults().withInputRanges(ranges));
    }

    private static List<ModelProblem> problems(ModelSource source, CompileOptions options) {
        try {
            ModelCompiler.inspect(source, options, CalibrationData.none());
            return List.of();
        } catch (ModelRejectedException rejected) {
            return rejected.problems();
        }
    }

    private static List<ModelProblem> compileProblems(ModelSource source, CompileOptions options) {
        try {
            LoweredModel.of(PreparedModel.of(source, options, CalibrationData.none()), options, CompileListener.SILENT);
            return List.of();
        } catch (ModelRejectedException rejected) {
            return rejected.problems();
        }
    }
}
