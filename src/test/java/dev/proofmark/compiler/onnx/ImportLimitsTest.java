package dev.proofmark.compiler.onnx;

import static dev.proofmark.compiler.onnx.ImportReportTest.problems;
import static dev.proofmark.testing.OnnxModelBuilder.integers;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.onnx.file.ImportLimits;
import dev.proofmark.compiler.onnx.file.WireScan;
import dev.proofmark.testing.OnnxModelBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a small file could blow up to is refused before it does.
class ImportLimitsTest {

    private static OnnxModelBuilder relu() {
        return new OnnxModelBuilder(13).input("x", 1, 4).node("Relu", List.of("x"), "a").output("y");
    }

    @Test
    void dimensionsThatOverflowAreRefused() {
        for (List<Long> dims : List.of(
                List.of(1L << 32, 1L << 32), List.of(Long.MAX_VALUE, Long.MAX_VALUE), List.of(1L << 20, 1L << 20, 0L),
                List.of(65536L, 65536L, 65536L, 65536L))) {
            OnnxModelBuilder model = relu().node("Add", List.of("a", "w"), "y");
            model.graph().addInitializer(TensorProto.newBuilder().setName("w").setDataType(1).addAllDims(dims));
            expectLimit(model.source(), "w");
        }
        OnnxModelBuilder negative = relu().node("Add", List.of("a", "w"), "y");
        negative.graph().addInitializer(TensorProto.newBuilder().setName("w").setDataType(1).addDims(-4));
        assertThat(problems(negative.source(), ImportOptions.defaults())).singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_TENSOR));
    }

    /// A tensor without elements takes no memory; the list of indexes of its other axis would.
    @Test
    void longAxesOfEmptyTensorsAreRefused() {
        for (String operator : List.of("Expand", "Tile")) {
            OnnxModelBuilder model = relu()
                    .weights("w", List.of(1L, 0L))
                    .indexes("many", (1L << 31) - 1, operator.equals("Tile") ? 1 : 0)
                    .node(operator, List.of("w", "many"), "v")
                    .node("Add", List.of("a", "v"), "y");
            expectLimit(model.source(), operator + "_1");
        }
    }

    @Test
    void constantsThatAreMadeByOperatorsAreBounded() {
        OnnxModelBuilder filled = relu()
                .indexes("shape", 1L << 14, 1L << 14)
                .node("ConstantOfShape", List.of("shape"), "w")
                .node("Add", List.of("a", "w"), "y");
        expectLimit(filled.source(), "ConstantOfShape_1");
        OnnxModelBuilder endless = relu();
        endless.graph().addInitializer(OnnxModelBuilder.floats(List.of(), 1).toBuilder().setName("one"));
        endless.graph().addInitializer(OnnxModelBuilder.floats(List.of(), 1e30).toBuilder().setName("many"));
        endless.node("Range", List.of("one", "many", "one"), "w").node("Add", List.of("a", "w"), "y");
        expectLimit(endless.source(), "Range_1");
        OnnxModelBuilder tiled = relu()
                .weights("w", List.of(1L, 4L), 1, 2, 3, 4)
                .indexes("repeats", 1L << 20, 1L << 20)
                .node("Tile", List.of("w", "repeats"), "v")
                .node("Add", List.of("a", "v"), "y");
        expectLimit(tiled.source(), "Tile_1");
    }

    @Test
    void paddingAndRepetitionOfComputedValuesAreBounded() {
        OnnxModelBuilder padded = relu().indexes("pads", 0, 0, 1 << 15, 1 << 15).node("Pad", List.of("a", "pads"), "y");
        expectLimit(padded.source(), "Pad_1");
        OnnxModelBuilder expanded = relu().indexes("shape", 1L << 40, 4).node("Expand", List.of("a", "shape"), "y");
        expectLimit(expanded.source(), "Expand_1");
        OnnxModelBuilder pool = new OnnxModelBuilder(13)
                .input("x", 1, 1, 3, 3)
                .node("AveragePool", List.of("x"), "y", integers("kernel_shape", 2, 2),
                        integers("pads", 1 << 20, 1 << 20, 1 << 20, 1 << 20))
                .output("y");
        assertThat(problems(pool.source(), ImportOptions.defaults())).hasSize(1);
    }

    @Test
    void theWorkOfFoldingAndOfOneInferenceIsBounded() {
        ImportLimits base = ImportLimits.DEFAULT;
        ImportLimits strict = new ImportLimits(
                base.messages(), base.nodes(), base.nameLength(), base.rank(), base.tensorElements(),
                base.constantElements(), base.madeElements(), base.valueElements(), 1000, 1000);
        OnnxModelBuilder model = new OnnxModelBuilder(13)
                .input("x", 20, 20)
                .indexes("shape", 20, 20)
                .node("ConstantOfShape", List.of("shape"), "w")
                .node("MatMul", List.of("w", "w"), "v")
                .node("MatMul", List.of("x", "w"), "y")
                .output("y", "v");
        assertThat(problems(model.source(), ImportOptions.defaults().withLimits(strict)))
                .extracting(ModelProblem::code, ModelProblem::node)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(ProblemCode.LIMIT_EXCEEDED, "MatMul_1"),
                        org.assertj.core.groups.Tuple.tuple(ProblemCode.LIMIT_EXCEEDED, "MatMul_2"));
    }

    @Test
    void theNumberOfPartsIsCountedBeforeParsing() throws IOException {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(graph);
        for (int i = 0; i < 100_000; i++) {
            out.writeBytes(GraphProto.NODE_FIELD_NUMBER, ByteString.EMPTY);
        }
        out.flush();
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        CodedOutputStream outer = CodedOutputStream.newInstance(model);
        outer.writeByteArray(7, graph.toByteArray());
        outer.flush();
        assertThat(WireScan.exceeds(model.toByteArray(), 100_001)).isFalse();
        assertThat(WireScan.exceeds(model.toByteArray(), 100_000)).isTrue();
        ImportLimits base = ImportLimits.DEFAULT;
        ImportLimits few = new ImportLimits(
                1000, base.nodes(), base.nameLength(), base.rank(), base.tensorElements(), base.constantElements(),
                base.madeElements(), base.valueElements(), base.foldingWork(), base.inferenceWork());
        assertThat(problems(ModelSource.of(model.toByteArray()), ImportOptions.defaults().withLimits(few)))
                .singleElement().satisfies(problem -> assertThat(problem.message()).contains("too many parts"));
        expectLimit(ModelSource.of(model.toByteArray()), "");
    }

    @Test
    void longNamesAreRefusedAndNeverRepeatedInFull() {
        String name = "n".repeat(5000);
        ModelSource source = new OnnxModelBuilder(13).input("x", 1).node("Relu", List.of("x"), name).output(name).source();
        assertThat(problems(source, ImportOptions.defaults()))
                .allSatisfy(problem -> assertThat(problem.toString().length()).isLessThan(1000));
        ModelSource bell = new OnnxModelBuilder(13).input("x", 1).node("Bell\u0007", List.of("x"), "y").output("y").source();
        assertThat(problems(bell, ImportOptions.defaults()).getFirst().actual()).isEqualTo("Bell?");
    }

    @Test
    void deepNestingIsNoStackOverflow() {
        byte[] inner = new byte[0];
        for (int depth = 0; depth < 5000; depth++) {
            ByteString bytes = ByteString.copyFrom(inner);
            inner = wrap(depth % 3 == 0 ? 1 : depth % 3 == 1 ? 6 : 5, bytes);
        }
        assertThat(problems(ModelSource.of(wrap(7, ByteString.copyFrom(inner))), ImportOptions.defaults())).isNotEmpty();
    }

    private static byte[] wrap(int field, ByteString content) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeBytes(field, content);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void expectLimit(ModelSource source, String node) {
        assertThat(problems(source, ImportOptions.defaults())).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.LIMIT_EXCEEDED);
            assertThat(problem.node()).isEqualTo(node);
            assertThat(problem.expected()).isNotEmpty();
            assertThat(problem.actual()).isNotEmpty();
        });
    }
}
