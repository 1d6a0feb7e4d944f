package dev.proofmark.compiler.onnx.file;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/// Counts the fields of an ONNX file before it is parsed: a parsed message takes many times its bytes.
///
/// Follows the schema into every field that holds a message and skips all values.
public final class WireScan {

    private static final int MAX_DEPTH = 90;

    private final CodedInputStream in;
    private final long limit;
    private long fields;

    private WireScan(CodedInputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /// **Errors** `IOException` for bytes that are no protobuf message.
    public static boolean exceeds(byte[] model, long limit) throws IOException {
        WireScan scan = new WireScan(CodedInputStream.newInstance(model), limit);
        scan.in.setSizeLimit(Integer.MAX_VALUE);
        scan.scan(ModelProto.getDescriptor(), 0);
        return scan.fields > limit;
    }

    private void scan(Descriptor message, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("messages nested too deeply");
        }
        while (fields <= limit) {
            int tag = in.readTag();
            if (tag == 0) {
                return;
            }
            fields++;
            FieldDescriptor field = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            boolean nested = field != null
                    && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (nested) {
                int outer = in.pushLimit(in.readRawVarint32());
                scan(field.getMessageType(), depth + 1);
                if (fields > limit) {
                    return;
                }
                in.popLimit(outer);
            } else if (!in.skipField(tag)) {
                return;
            }
        }
    }
}
