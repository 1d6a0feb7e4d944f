package dev.proofmark.compiler.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.ModelSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A runtime gets models without references to files.
class SelfContainedModelTest {

    private static final Map<String, ExternalFile> FILES =
            Map.of("w.bin", new ExternalFile.InMemory(new byte[] {0, 1, 2, 3, 4, 5, 6, 7}));

    @Test
    void movesTheDataInside() throws InvalidProtocolBufferException {
        byte[] inlined = SelfContainedModel.of(model(tensor("./w.bin", "2", "4"))).orElseThrow();
        TensorProto tensor = ModelProto.parseFrom(inlined).getGraph().getInitializer(0);
        assertThat(tensor.getRawData().toByteArray()).containsExactly(2, 3, 4, 5);
        assertThat(tensor.getDataLocation()).isEqualTo(TensorProto.DataLocation.DEFAULT);
        assertThat(tensor.getExternalDataList()).isEmpty();
    }

    @Test
    void looksIntoNodes() throws InvalidProtocolBufferException {
        ModelProto.Builder model = ModelProto.newBuilder();
        model.getGraphBuilder().addNode(NodeProto.newBuilder()
                .addAttribute(AttributeProto.newBuilder().setT(tensor("w.bin", "0", "2"))));
        byte[] inlined = SelfContainedModel.of(new ModelSource(model.build().toByteArray(), FILES)).orElseThrow();
        assertThat(ModelProto.parseFrom(inlined).getGraph().getNode(0).getAttribute(0).getT().getRawData().toByteArray())
                .containsExactly(0, 1);
    }

    @Test
    void refusesWhatWasNotUploadedOrLiesOutside() {
        assertThat(SelfContainedModel.of(model(tensor("/etc/passwd", "0", "4")))).isEmpty();
        assertThat(SelfContainedModel.of(model(tensor("w.bin", "6", "4")))).isEmpty();
        assertThat(SelfContainedModel.of(model(tensor("w.bin", "9", "0")))).isEmpty();
        assertThat(SelfContainedModel.of(model(tensor("w.bin", "-1", "4")))).isEmpty();
    }

    @Test
    void leavesOtherModelsAlone() {
        byte[] plain = ModelProto.newBuilder().setIrVersion(8).build().toByteArray();
        assertThat(SelfContainedModel.of(ModelSource.of(plain))).contains(plain);
        assertThat(SelfContainedModel.of(ModelSource.of(new byte[] {1, 2, 3}))).isEmpty();
    }

    private static ModelSource model(TensorProto tensor) {
        ModelProto.Builder model = ModelProto.newBuilder();
        model.getGraphBuilder().addInitializer(tensor);
        return new ModelSource(model.build().toByteArray(), FILES);
    }

    private static TensorProto tensor(String location, String offset, String length) {
        return TensorProto.newBuilder()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", location))
                .addExternalData(entry("offset", offset))
                .addExternalData(entry("length", length))
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
