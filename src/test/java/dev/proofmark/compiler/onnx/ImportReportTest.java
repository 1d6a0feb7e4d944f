package dev.proofmark.compiler.onnx;

import static dev.proofmark.testing.OnnxModelBuilder.integer;
import static dev.proofmark.testing.OnnxModelBuilder.integers;
import static dev.proofmark.testing.OnnxModelBuilder.tensor;
import static dev.proofmark.testing.OnnxModelBuilder.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
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
        assertThat(problems).extracting(ModelProblem::code, ModelProblem::node).containsExactly(
                tuple(ProblemCode.UNSUPPORTED_TYPE, "ids"),
                tuple(ProblemCode.UNSUPPORTED_OPERATOR, "LSTM_1"),
                tuple(ProblemCode.UNSUPPORTED_OPERATOR, "NonZero_2"),
                tuple(ProblemCode.UNSUPPORTED_ATTRIBUTE, "Relu_3"),
                tuple(ProblemCode.UNSUPPORTED_ATTRIBUTE, "MaxPool_4"),
                tuple(ProblemCode.INVALID_ATTRIBUTE, "Concat_5"),
                tuple(ProblemCode.INVALID_ARITY, "Gemm_7"),
                tuple(ProblemCode.UNSUPPORTED_TYPE, "Cast_8"),
                tuple(ProblemCode.UNSUPPORTED_OPERATOR, "foreign"));
        assertThat(problems.get(1).operator()).isEqualTo("LSTM (ai.onnx 13)");
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
                .containsExactly("LSTM_0", "Less_1", "b", "t");
    }

    @Test
    void everyFaultOfOneNodeIsNamed() {
        ModelSource source = new OnnxModelBuilder(13)
                .input("x", 1, 1, 4, 4)
                .node("LSTM", List.of("x"), "a")
                .node("Conv", List.of("a", "a", "a"), "b",
                        integer("fast", 1), integer("cheap", 1), text("auto_pad", "SOMETIMES"), integers("kernel_shape", 3, 3, 3))
                .node("Slice", List.of("b", "a", "x", "", "b"), "c", integer("axes", 1))
                .node("MaxPool", List.of("c"), "d", text("kernel_shape", "big"), integer("ceil", 1))
                .node("Cast", List.of("d"), "y", integer("to", 6), integer("made_up", 1))
                .output("y")
                .source();
        List<ModelProblem> problems = problems(source, ImportOptions.defaults());
        assertThat(problems).filteredOn(problem -> problem.node().equals("Conv_1"))
                .extracting(ModelProblem::code, ModelProblem::message)
                .containsExactly(
                        tuple(ProblemCode.UNSUPPORTED_ATTRIBUTE, "Attribute fast is not supported."),
                        tuple(ProblemCode.UNSUPPORTED_ATTRIBUTE, "Attribute cheap is not supported."),
                        tuple(
                                ProblemCode.UNSUPPORTED_ATTRIBUTE, "Attribute auto_pad has a value that is not supported."),
                        tuple(
                                ProblemCode.UNSUPPORTED_OPERATOR, "The weights of this operator must not depend on the model's input."),
                        tuple(
                                ProblemCode.UNSUPPORTED_OPERATOR, "The bias of this operator must not depend on the model's input."),
                        tuple(
                                ProblemCode.UNSUPPORTED_OPERATOR, "Convolution is supported over one or two spatial axes."));
        assertThat(problems).filteredOn(problem -> problem.node().equals("Slice_2")).hasSize(4)
                .extracting(ModelProblem::actual).containsExactly("axes", "a", "x", "b");
        assertThat(problems).filteredOn(problem -> problem.node().equals("MaxPool_3")).hasSize(2);
        assertThat(problems).filteredOn(problem -> problem.node().equals("Cast_4"))
                .extracting(ModelProblem::code)
                .containsExactly(ProblemCode.UNSUPPORTED_ATTRIBUTE, ProblemCode.UNSUPPORTED_TYPE);
        assertThat(problems).filteredOn(problem -> problem.node().equals("y")).singleElement()
                .satisfies(problem -> assertThat(problem.actual()).isEqualTo("a tensor of int32"));
        assertThat(problems).hasSize(1 + 6 + 4 + 2 + 2 + 1);
    }

    @Test
    void attributesOutOfRangeAreNamedBehindARefusedNode() {
        ModelSource source = new OnnxModelBuilder(13)
                .input("x", 1, 1, 4, 4)
                .weights("w", List.of(1L, 1L, 3L, 3L), 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .node("LSTM", List.of("x"), "a")
                .node("Conv", List.of("a", "w"), "b", integers("strides", 0, 1), integers("pads", 0, 0, -1, 0), integer("group", 0))
                .node("MaxPool", List.of("b"), "c", integers("kernel_shape", 1L << 40, 1))
                .node("AveragePool", List.of("c"), "y")
                .output("y")
                .source();
        assertThat(problems(source, ImportOptions.defaults()))
                .extracting(ModelProblem::node, ModelProblem::message)
                .containsExactly(
                        tuple("LSTM_0", "This operator is not supported."),
                        tuple("Conv_1", "Attribute strides is out of range."),
                        tuple("Conv_1", "Attribute pads is out of range."),
                        tuple("Conv_1", "Attribute group is out of range."),
                        tuple("MaxPool_2", "Attribute kernel_shape is out of range."),
                        tuple("AveragePool_3", "Attribute kernel_shape is missing."));
    }

    /// The branches' own nodes, and what feeds only a branch.
    @Test
    void whatTheBodiesOfControlFlowHoldIsNamed() {
        GraphProto inner = GraphProto.newBuilder()
                .addNode(NodeProto.newBuilder().setName("inner").setOpType("LSTM").addInput("p").addOutput("q"))
                .addOutput(ValueInfoProto.newBuilder().setName("q"))
                .build();
        GraphProto branch = GraphProto.newBuilder()
                .addNode(NodeProto.newBuilder().setName("product").setOpType("MatMul").addInput("fed").addInput("x").addOutput("p"))
                .addNode(NodeProto.newBuilder().setName("sum").setOpType("Add").addInput("p").addInput("w").addOutput("s"))
                .addNode(NodeProto.newBuilder().setName("nested").setOpType("If").addInput("flag").addOutput("r")
                        .addAttribute(graph("then_branch", inner)))
                .addOutput(ValueInfoProto.newBuilder().setName("r"))
                .build();
        OnnxModelBuilder model = new OnnxModelBuilder(13)
                .input("x", 2, 2)
                .weights("w", List.of(2L), 1, 2)
                .weights("flag", List.of(), 1)
                .node("Relu", List.of("x"), "fed", integer("fast", 1))
                .node("If", List.of("flag"), "a", graph("then_branch", branch), graph("else_branch", branch))
                .node("MatMul", List.of("a", "x"), "y")
                .output("y");
        assertThat(problems(model.source(), ImportOptions.defaults()))
                .extracting(ModelProblem::node)
                .containsExactly("Relu_0", "If_1", "product", "nested", "inner", "MatMul_2");
    }

    @Test
    void everyUnsupportedTypeIsNamed() {
        OnnxModelBuilder model = new OnnxModelBuilder(9)
                .typedInput("x", 8, 1, 4)
                .input("z", 1, 4)
                .node("LSTM", List.of("x"), "a")
                .node("Constant", List.of(), "k", tensor("value", TensorProto.newBuilder().setDataType(14).build()), integer("odd", 1))
                .node("ArgMax", List.of("a"), "label")
                .node("ZipMap", List.of("a"), "scores")
                .node("Add", List.of("z", "s"), "b")
                .node("Add", List.of("b", "k"), "c")
                .node("Add", List.of("c", "t"), "d")
                .output("d");
        model.graph().addInitializer(TensorProto.newBuilder().setName("s").setDataType(8));
        for (String name : List.of("t", "u")) {
            model.graph().addSparseInitializer(SparseTensorProto.newBuilder().setValues(TensorProto.newBuilder().setName(name)));
        }
        model.graph().addInput(ValueInfoProto.newBuilder().setName("list").setType(
                TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.getDefaultInstance())));
        model.graph().addOutput(ValueInfoProto.newBuilder().setName("label").setType(
                TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(OnnxModelBuilder.INT64))));
        model.graph().addOutput(ValueInfoProto.newBuilder().setName("scores").setType(
                TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.getDefaultInstance())));
        List<ModelProblem> problems = problems(model.source(), ImportOptions.defaults());
        assertThat(problems).filteredOn(problem -> problem.code() == ProblemCode.UNSUPPORTED_TYPE)
                .extracting(ModelProblem::node, ModelProblem::actual)
                .containsExactly(
                        tuple("t", "a sparse one"),
                        tuple("u", "a sparse one"),
                        tuple("x", "a tensor of string"),
                        tuple("list", "SEQUENCE_TYPE"),
                        tuple("Constant_1", "complex64"),
                        tuple("s", "string"),
                        tuple("label", "a tensor of int64"),
                        tuple("scores", "SEQUENCE_TYPE"));
        assertThat(problems).filteredOn(problem -> problem.code() != ProblemCode.UNSUPPORTED_TYPE)
                .extracting(ModelProblem::node)
                .containsExactly("LSTM_0", "Constant_1", "ArgMax_2", "ZipMap_3");
    }

    /// What a model declares about a value that no node here can make is not believed where it could mislead.
    @Test
    void falseDeclarationsAddNothing() {
        OnnxModelBuilder model = new OnnxModelBuilder(13)
                .input("x", 1, 4)
                .weights("w", List.of(4L, 2L), 1, 2, 3, 4, 5, 6, 7, 8)
                .node("LSTM", List.of("x"), "a")
                .node("MatMul", List.of("a", "w"), "b")
                .node("CastLike", List.of("b", "a"), "y")
                .output("y");
        for (long length : new long[] {3, -1, Long.MAX_VALUE}) {
            OnnxModelBuilder declared = new OnnxModelBuilder(15);
            declared.graph().mergeFrom(model.graph().build());
            for (String name : List.of("a", "b")) {
                declared.graph().addValueInfo(OnnxModelBuilder.value(name, OnnxModelBuilder.FLOAT, length, length));
            }
            assertThat(problems(declared.source(), ImportOptions.defaults()))
                    .extracting(ModelProblem::node).containsExactly("LSTM_0");
        }
    }

    @Test
    void nodesOfACycleAreLookedAtToo() {
        ModelSource source = new OnnxModelBuilder(13)
                .input("x", 1)
                .node("LSTM", List.of("x", "b"), "a")
                .node("Relu", List.of("a"), "b", integer("fast", 1))
                .output("b")
                .source();
        assertThat(problems(source, ImportOptions.defaults()))
                .extracting(ModelProblem::code)
                .containsExactly(ProblemCode.INVALID_GRAPH, ProblemCode.UNSUPPORTED_OPERATOR, ProblemCode.UNSUPPORTED_ATTRIBUTE);
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

    private static AttributeProto graph(String name, GraphProto body) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.GRAPH).setG(body).build();
    }

    static List<ModelProblem> problems(ModelSource source, ImportOptions options) {
        ModelRejectedException rejected =
                catchThrowableOfType(ModelRejectedException.class, () -> OnnxImporter.importModel(source, options));
        assertThat(rejected).as("a rejection").isNotNull();
        return rejected.problems();
    }
}
