package dev.proofmark.compiler.onnx;

import static dev.proofmark.testing.OnnxModelBuilder.integer;
import static dev.proofmark.testing.OnnxModelBuilder.integers;
import static dev.proofmark.testing.OnnxModelBuilder.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One report names everything that is not supported, and says what was expected and what came.
class ImportReportTest {

    @Test
    void everyUnsupportedNodeAttributeAndTypeIsNamed() {
        OnnxModelBuilder model = new OnnxModelBuilder(13)
                .input("x", 1, 4)
                .typedInput("ids", OnnxModelBuilder.INT64, 1, 4)
                .node("Relu", List.of("x"), "a")
                .node("LSTM", List.of("a", "a", "a"), "b")
                .node("NonZero", List.of("b"), "c")
                .node("Relu", List.of("c"), "d", integer("fast", 1))
                .node("MaxPool", List.of("d"), "e", integers("kernel_shape", 2), text("auto_pad", "SOMETIMES"))
                .node("Concat", List.of("e", "ids"), "f", text("axis", "first"))
                .node("Clip", List.of("f", "", "", ""), "g")
                .node("Gemm", List.of("g"), "h")
                .node("Cast", List.of("x"), "i", integer("to", 8))
                .output("h", "i");
        model.graph().addNode(NodeProto.newBuilder()
                .setName("foreign").setOpType("Relu").setDomain("com.example").addInput("x").addOutput("j"));
        model.output("j");
        List<ModelProblem> problems = problems(model.source(), ImportOptions.defaults());
        assertThat(problems).extracting(ModelProblem::code, ModelProblem::node).containsExactlyInAnyOrder(
                org.assertj.core.groups.Tuple.tuple(ProblemCode.UNSUPPORTED_OPERATOR, "LSTM_1"),
                org.assertj.core.groups.Tuple.tuple(ProblemCode.UNSUPPORTED_OPERATOR, "NonZero_2"),
                org.assertj.core.groups.Tuple.tuple(ProblemCode.UNSUPPORTED_ATTRIBUTE, "Relu_3"),
                org.assertj.core.groups.Tuple.tuple(ProblemCode.UNSUPPORTED_ATTRIBUTE, "MaxPool_4"),
                org.assertj.core.groups.Tuple.tuple(ProblemCode.INVALID_ATTRIBUTE, "Concat_5"),
                org.assertj.core.groups.Tuple.tuple(ProblemCode.INVALID_ARITY, "Gemm_7"),
                org.assertj.core.groups.Tuple.tuple(ProblemCode.UNSUPPORTED_TYPE, "Cast_8"),
                org.assertj.core.groups.Tuple.tuple(ProblemCode.UNSUPPORTED_OPERATOR, "foreign"),
                org.assertj.core.groups.Tuple.tuple(ProblemCode.UNSUPPORTED_TYPE, "ids"));
        assertThat(problems.getFirst().operator()).isEqualTo("LSTM (ai.onnx 13)");
        assertThat(problems).filteredOn(problem -> problem.node().equals("Relu_3")).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("fast");
            assertThat(problem.expected()).contains("consumed_inputs");
        });
        assertThat(problems).filteredOn(problem -> problem.node().equals("MaxPool_4")).singleElement().satisfies(problem -> {
            assertThat(problem.actual()).isEqualTo("SOMETIMES");
            assertThat(problem.expected()).contains("SAME_UPPER");
        });
    }

    @Test
    void anUnusedNodeIsNoProblem() {
        ModelSource source = new OnnxModelBuilder(13)
                .input("x", 1, 4)
                .node("Relu", List.of("x"), "y")
                .node("LSTM", List.of("x"), "unused")
                .output("y")
                .source();
        assertThat(OnnxImporter.importModel(source, ImportOptions.defaults()).nodes()).hasSize(1);
    }

    @Test
    void operatorsForConstantsOnlyAreReportedBehindAnUnsupportedNode() {
        ModelSource source = new OnnxModelBuilder(13)
                .input("x", 1, 4)
                .node("LSTM", List.of("x"), "a")
                .node("Less", List.of("a", "x"), "b")
                .node("Shape", List.of("a"), "s")
                .node("Less", List.of("s", "s"), "t")
                .output("b", "t")
                .source();
        assertThat(problems(source, ImportOptions.defaults()))
                .extracting(ModelProblem::node)
                .containsExactly("LSTM_0", "Less_1");
    }

    @Test
    void shapesThatDoNotFitNameTheNodeAndBothShapes() {
        ModelSource source = new OnnxModelBuilder(13)
                .input("x", 1, 4)
                .weights("w", List.of(3L, 2L), 1, 2, 3, 4, 5, 6)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y")
                .source();
        assertThat(problems(source, ImportOptions.defaults())).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.SHAPE_MISMATCH);
            assertThat(problem.node()).isEqualTo("MatMul_0");
            assertThat(problem.actual()).contains("[1,4]").contains("[3,2]");
        });
    }

    @Test
    void brokenGraphsAreReported() {
        ModelSource cycle = new OnnxModelBuilder(13)
                .input("x", 1)
                .node("Add", List.of("x", "b"), "a")
                .node("Relu", List.of("a"), "b")
                .output("b")
                .source();
        assertThat(problems(cycle, ImportOptions.defaults())).singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("cycle"));
        ModelSource dangling = new OnnxModelBuilder(13)
                .input("x", 1)
                .node("Add", List.of("x", "ghost"), "a")
                .node("Relu", List.of("x"), "a")
                .output("a", "nothing")
                .source();
        assertThat(problems(dangling, ImportOptions.defaults()))
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_GRAPH))
                .extracting(ModelProblem::actual)
                .contains("ghost", "a", "none");
    }

    @Test
    void anAttributeThatIsGivenTwiceIsRefused() {
        ModelSource source = new OnnxModelBuilder(13)
                .input("x", 1, 4)
                .node("Flatten", List.of("x"), "y", integer("axis", 0), integer("axis", 1))
                .output("y")
                .source();
        assertThat(problems(source, ImportOptions.defaults())).singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_ATTRIBUTE));
    }

    @Test
    void weightsThatAreNotFiniteAreRefusedByName() {
        ModelSource source = new OnnxModelBuilder(13)
                .input("x", 1, 2)
                .weights("w", List.of(2L, 1L), 1, Double.NaN)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y")
                .source();
        assertThat(problems(source, ImportOptions.defaults())).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_TENSOR);
            assertThat(problem.actual()).contains("w");
        });
    }

    @Test
    void twoComputedMatricesAreRefused() {
        ModelSource source = new OnnxModelBuilder(13)
                .input("x", 2, 2)
                .node("MatMul", List.of("x", "x"), "y")
                .output("y")
                .source();
        assertThat(problems(source, ImportOptions.defaults())).singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.UNSUPPORTED_OPERATOR));
    }

    @Test
    void anOperatorSetNewerThanKnownIsRefusedByNumber() {
        ModelSource source = new OnnxModelBuilder(99).input("x", 1).node("Relu", List.of("x"), "y").output("y").source();
        assertThat(problems(source, ImportOptions.defaults())).singleElement()
                .satisfies(problem -> assertThat(problem.operator()).isEqualTo("Relu (ai.onnx 99)"));
    }

    @Test
    void garbageIsNoModel() {
        assertThat(problems(ModelSource.of(new byte[] {1, 2, 3}), ImportOptions.defaults()))
                .extracting(ModelProblem::code).containsExactly(ProblemCode.MALFORMED_MODEL);
        assertThat(problems(ModelSource.of(new byte[0]), ImportOptions.defaults()))
                .extracting(ModelProblem::code).containsExactly(ProblemCode.MALFORMED_MODEL);
    }

    static List<ModelProblem> problems(ModelSource source, ImportOptions options) {
        ModelRejectedException rejected =
                catchThrowableOfType(ModelRejectedException.class, () -> OnnxImporter.importModel(source, options));
        assertThat(rejected).as("a rejection").isNotNull();
        return rejected.problems();
    }
}
