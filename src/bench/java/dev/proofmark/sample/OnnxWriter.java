package dev.proofmark.sample;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Writes a [CreditNetwork] as an ONNX file: `applicant` [1, features] to `probability_of_default` [1, 1].
final class OnnxWriter {
    static final String INPUT = "applicant";
    static final String OUTPUT = "probability_of_default";
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private OnnxWriter() {
    }

    static byte[] write(CreditNetwork network) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("credit-scoring")
                .addInput(value(INPUT, Feature.count()))
                .addOutput(value(OUTPUT, 1));
        String current = INPUT;
        for (int l = 0; l < network.layers().size(); l++) {
            boolean last = l + 1 == network.layers().size();
            String name = "layer" + (l + 1);
            addWeights(graph, name, network.layers().get(l));
            graph.addNode(gemm(name, current));
            current = last ? OUTPUT : name + ".active";
            graph.addNode(NodeProto.newBuilder().setName(name + (last ? ".sigmoid" : ".relu"))
                    .setOpType(last ? "Sigmoid" : "Relu").addInput(name + ".sum").addOutput(current));
        }
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("proofmark-sample")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .addMetadataProps(StringStringEntryProto.newBuilder().setKey("features").setValue(featureNames()))
                .build().toByteArray();
    }

    private static void addWeights(GraphProto.Builder graph, String name, CreditNetwork.Dense layer) {
        int outputs = layer.biases().length;
        int inputs = layer.weights()[0].length;
        ByteBuffer weights = ByteBuffer.allocate(4 * outputs * inputs).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer biases = ByteBuffer.allocate(4 * outputs).order(ByteOrder.LITTLE_ENDIAN);
        for (int o = 0; o < outputs; o++) {
            for (float weight : layer.weights()[o]) {
                weights.putFloat(weight);
            }
            biases.putFloat(layer.biases()[o]);
        }
        graph.addInitializer(tensor(name + ".weight", weights, outputs, inputs));
        graph.addInitializer(tensor(name + ".bias", biases, outputs));
    }

    private static TensorProto tensor(String name, ByteBuffer values, long... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(values.flip()));
        Arrays.stream(dimensions).forEach(tensor::addDims);
        return tensor.build();
    }

    private static NodeProto gemm(String name, String input) {
        return NodeProto.newBuilder().setName(name).setOpType("Gemm")
                .addInput(input).addInput(name + ".weight").addInput(name + ".bias")
                .addOutput(name + ".sum")
                .addAttribute(AttributeProto.newBuilder().setName("transB").setI(1)
                        .setType(AttributeProto.AttributeType.INT))
                .build();
    }

    private static ValueInfoProto value(String name, int columns) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(1))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns)).build();
        return ValueInfoProto.newBuilder().setName(name)
                .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber()).setShape(shape)))
                .build();
    }

    private static String featureNames() {
        return Arrays.stream(Feature.values()).map(f -> f.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
