package dev.proofmark.compiler.onnx.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Element types in both forms, and data outside of the model file.
class TensorReaderTest {

    private static final byte[] NUMBERS = ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(1.5f).putFloat(-2).putFloat(3).putFloat(0.25f)
            .array();

    private static TensorReader reader(Map<String, ExternalFile> files) {
        return new TensorReader(ImportLimits.DEFAULT, new ExternalData(files), new ConstantBudget(ImportLimits.DEFAULT));
    }

    private static double[] read(TensorProto.Builder tensor) {
        return reader(Map.of()).read("t", tensor.build()).tensor().values();
    }

    @Test
    void rawDataOfEveryType() {
        assertThat(read(raw(1, 1, bytes(4).putFloat(1.5f)))).containsExactly(1.5);
        assertThat(read(raw(11, 1, bytes(8).putDouble(-0.1)))).containsExactly(-0.1);
        assertThat(read(raw(10, 2, bytes(4).putShort((short) 0x3c00).putShort((short) 0xc000)))).containsExactly(1, -2);
        assertThat(read(raw(16, 2, bytes(4).putShort((short) 0x3f80).putShort((short) 0xc000)))).containsExactly(1, -2);
        assertThat(read(raw(3, 2, bytes(2).put((byte) -1).put((byte) 5)))).containsExactly(-1, 5);
        assertThat(read(raw(2, 1, bytes(1).put((byte) -1)))).containsExactly(255);
        assertThat(read(raw(9, 2, bytes(2).put((byte) 0).put((byte) 1)))).containsExactly(0, 1);
        assertThat(read(raw(5, 1, bytes(2).putShort((short) -2)))).containsExactly(-2);
        assertThat(read(raw(4, 1, bytes(2).putShort((short) -2)))).containsExactly(65534);
        assertThat(read(raw(6, 1, bytes(4).putInt(-3)))).containsExactly(-3);
        assertThat(read(raw(12, 1, bytes(4).putInt(-3)))).containsExactly(4294967293.0);
        assertThat(read(raw(7, 1, bytes(8).putLong(-4)))).containsExactly(-4);
        assertThat(read(raw(13, 1, bytes(8).putLong(-1)))).containsExactly(0x1p64);
    }

    @Test
    void typedFieldsOfEveryType() {
        assertThat(read(typed(1).addFloatData(1.5f))).containsExactly(1.5);
        assertThat(read(typed(11).addDoubleData(-0.1))).containsExactly(-0.1);
        assertThat(read(typed(10).addInt32Data(0x3c00))).containsExactly(1);
        assertThat(read(typed(16).addInt32Data(0xc000))).containsExactly(-2);
        assertThat(read(typed(3).addInt32Data(-1))).containsExactly(-1);
        assertThat(read(typed(2).addInt32Data(255))).containsExactly(255);
        assertThat(read(typed(9).addInt32Data(7))).containsExactly(1);
        assertThat(read(typed(5).addInt32Data(-2))).containsExactly(-2);
        assertThat(read(typed(4).addInt32Data(65534))).containsExactly(65534);
        assertThat(read(typed(6).addInt32Data(-3))).containsExactly(-3);
        assertThat(read(typed(7).addInt64Data(-4))).containsExactly(-4);
        assertThat(read(typed(12).addUint64Data(4294967293L))).containsExactly(4294967293.0);
        assertThat(read(typed(13).addUint64Data(-1))).containsExactly(0x1p64);
    }

    @Test
    void everyTypeRoundsAsOnnxDoes() {
        assertThat(Rounding.nearest(ElementType.FLOAT32, 0.1)).isEqualTo(0.1f);
        assertThat(Rounding.nearest(ElementType.BFLOAT16, 1.00390625)).isEqualTo(1.0);
        assertThat(Rounding.nearest(ElementType.BFLOAT16, 1.01171875)).isEqualTo(1.015625);
        assertThat(Rounding.nearest(ElementType.FLOAT16, 65520)).isInfinite();
        assertThat(Rounding.cast(ElementType.INT64, -1.9)).isEqualTo(-1);
        assertThat(Rounding.cast(ElementType.UINT8, -1)).isEqualTo(255);
        assertThat(Rounding.cast(ElementType.INT8, 200)).isEqualTo(-56);
        assertThat(Rounding.cast(ElementType.BOOL, 0.5)).isEqualTo(1);
    }

    @Test
    void dataOfTheWrongSizeIsRefused() {
        expect(ProblemCode.INVALID_TENSOR, raw(1, 2, bytes(4).putFloat(1)));
        expect(ProblemCode.INVALID_TENSOR, raw(1, 1, bytes(8).putLong(1)));
        expect(ProblemCode.INVALID_TENSOR, typed(1).addFloatData(1).addFloatData(2));
        expect(ProblemCode.INVALID_TENSOR, typed(1));
        expect(ProblemCode.UNSUPPORTED_TYPE, typed(8).addStringData(ByteString.copyFromUtf8("text")));
        expect(ProblemCode.UNSUPPORTED_TYPE, typed(14));
        expect(ProblemCode.UNSUPPORTED_TYPE, typed(22));
        expect(ProblemCode.UNSUPPORTED_TYPE, typed(1234));
    }

    @Test
    void externalDataIsReadByNameOffsetAndLength(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("upload-1"), NUMBERS);
        for (ExternalFile content : new ExternalFile[] {new ExternalFile.InMemory(NUMBERS), new ExternalFile.OnDisk(file)}) {
            TensorReader reader = reader(Map.of("weights.bin", content));
            assertThat(reader.read("t", external("weights.bin", "4", "8").build()).tensor().values()).containsExactly(-2, 3);
            assertThat(reader.read("t", external("./weights.bin", "8", null).build()).tensor().values()).containsExactly(3, 0.25);
            assertThat(reader.read("t", external("weights.bin", null, null).build()).tensor().values()).containsExactly(1.5, -2);
        }
    }

    @Test
    void externalReferencesOutOfWhatWasUploadedAreRefused() {
        for (String location : new String[] {
            "other.bin", "../weights.bin", "a/../../weights.bin", "/etc/passwd", "\\weights.bin", "C:\\weights.bin",
            "..\\weights.bin", "", "weights.bin\0", "file:weights.bin"
        }) {
            expectExternal(external(location, "0", "8"));
        }
        expectExternal(external("weights.bin", "12", "8"));
        expectExternal(external("weights.bin", "-4", "8"));
        expectExternal(external("weights.bin", "0", "4"));
        expectExternal(external("weights.bin", "9223372036854775807", "8"));
        expectExternal(external("weights.bin", "99999999999999999999999", "8"));
        expectExternal(external("weights.bin", "1e3", "8"));
        expectExternal(TensorProto.newBuilder().setDataType(1).addDims(2).setDataLocation(TensorProto.DataLocation.EXTERNAL));
    }

    private static void expectExternal(TensorProto.Builder tensor) {
        TensorReader reader = reader(Map.of("weights.bin", new ExternalFile.InMemory(NUMBERS)));
        NodeRejection rejection = catchThrowableOfType(NodeRejection.class, () -> reader.read("t", tensor.build()));
        assertThat(rejection).as(tensor.toString()).isNotNull();
        assertThat(rejection.code()).isEqualTo(ProblemCode.EXTERNAL_DATA);
    }

    private static void expect(ProblemCode code, TensorProto.Builder tensor) {
        NodeRejection rejection = catchThrowableOfType(NodeRejection.class, () -> read(tensor));
        assertThat(rejection).as(tensor.toString()).isNotNull();
        assertThat(rejection.code()).isEqualTo(code);
    }

    private static TensorProto.Builder external(String location, String offset, String length) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDataType(1).addDims(2).setDataLocation(TensorProto.DataLocation.EXTERNAL);
        entry(tensor, "location", location);
        entry(tensor, "offset", offset);
        entry(tensor, "length", length);
        return tensor;
    }

    private static void entry(TensorProto.Builder tensor, String key, String value) {
        if (value != null) {
            tensor.addExternalData(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
        }
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorProto.Builder raw(int type, int count, ByteBuffer data) {
        return TensorProto.newBuilder().setDataType(type).addDims(count).setRawData(ByteString.copyFrom(data.array()));
    }

    private static TensorProto.Builder typed(int type) {
        return TensorProto.newBuilder().setDataType(type).addDims(1);
    }
}
