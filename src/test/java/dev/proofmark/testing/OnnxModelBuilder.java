package dev.proofmark.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.proofmark.compiler.ModelSource;
import java.util.Arrays;
import java.util.List;

/// Writes small ONNX models for tests.
///
/// ```
/// ModelSource source = new OnnxModelBuilder(13).input("x", 1, 4).weights("w", shape, values)
///         .node("MatMul", List.of("x", "w"), "y").output("y").source();
/// ```
public final class OnnxModelBuilder {

    public static final int FLOAT = 1;
    public static final int INT64 = 7;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);

    public OnnxModelBuilder(long opset) {
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
    }

    /// The protobuf builders, for what the methods below do not cover.
    public GraphProto.Builder graph() {
        return graph;
    }

    public ModelProto.Builder model() {
        return model;
    }

    /// An input of type float; an axis is an `Integer`, or a `String` when symbolic.
    public OnnxModelBuilder input(String name, Object... axes) {
        return typedInput(name, FLOAT, axes);
    }

    public OnnxModelBuilder typedInput(String name, int type, Object... axes) {
        graph.addInput(value(name, type, axes));
        return this;
    }

    public OnnxModelBuilder output(String... names) {
        for (String name : names) {
            graph.addOutput(ValueInfoProto.newBuilder()
                    .setName(name)
                    .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT))));
        }
        return this;
    }

    public OnnxModelBuilder weights(String name, List<Long> dims, double... values) {
        graph.addInitializer(floats(dims, values).toBuilder().setName(name));
        return this;
    }

    public OnnxModelBuilder indexes(String name, long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(INT64).addDims(values.length);
        Arrays.stream(values).forEach(tensor::addInt64Data);
        graph.addInitializer(tensor);
        return this;
    }

    public OnnxModelBuilder node(String operator, List<String> inputs, String output, AttributeProto... attributes) {
        return node(operator, inputs, List.of(output), attributes);
    }

    public OnnxModelBuilder node(
            String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator + "_" + graph.getNodeCount())
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(Arrays.asList(attributes)));
        return this;
    }

    public byte[] bytes() {
        return model.setGraph(graph).build().toByteArray();
    }

    public ModelSource source() {
        return ModelSource.of(bytes());
    }

    public static TensorProto floats(List<Long> dims, double... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(FLOAT).addAllDims(dims);
        Arrays.stream(values).forEach(value -> tensor.addFloatData((float) value));
        return tensor.build();
    }

    public static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    public static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    public static AttributeProto real(String name, double value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF((float) value).build();
    }

    public static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    public static AttributeProto tensor(String name, TensorProto value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.TENSOR).setT(value).build();
    }

    /// A declaration, as of an input.
    public static ValueInfoProto value(String name, int type, Object... axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object axis : axes) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(axis instanceof Number length
                    ? dimension.setDimValue(length.longValue())
                    : dimension.setDimParam(axis.toString()));
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape).build();
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
    }
}
