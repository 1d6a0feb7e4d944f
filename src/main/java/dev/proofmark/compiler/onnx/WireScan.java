package dev.proofmark.compiler.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/// Counts the messages of an ONNX file before it is parsed: a parsed message takes many times its bytes.
///
/// Walks only the nesting that matters (model, graph, node, attribute, tensor and the lists inside) and skips all values.
final class WireScan {

    private static final int MAX_DEPTH = 40;

    private final CodedInputStream in;
    private final long limit;
    private long messages;

    private WireScan(CodedInputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /// **Errors** `IOException` for bytes that are no protobuf message.
    static boolean exceeds(byte[] model, long limit) throws IOException {
        WireScan scan = new WireScan(CodedInputStream.newInstance(model), limit);
        scan.in.setSizeLimit(Integer.MAX_VALUE);
        scan.scan(Kind.MODEL, 0);
        return scan.messages > limit;
    }

    private enum Kind {
        MODEL,
        GRAPH,
        NODE,
        ATTRIBUTE,
        FUNCTION,
        TRAINING,
        OTHER
    }

    private void scan(Kind kind, int depth) throws IOException {
        while (messages <= limit) {
            int tag = in.readTag();
            if (tag == 0) {
                return;
            }
            messages++;
            int field = WireFormat.getTagFieldNumber(tag);
            Kind inner = inner(kind, field);
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED && inner != Kind.OTHER && depth < MAX_DEPTH) {
                int outer = in.pushLimit(in.readRawVarint32());
                scan(inner, depth + 1);
                if (messages > limit) {
                    return;
                }
                in.popLimit(outer);
            } else if (!in.skipField(tag)) {
                return;
            }
        }
    }

    private static Kind inner(Kind kind, int field) {
        return switch (kind) {
            case MODEL -> field == 7 ? Kind.GRAPH : field == 20 ? Kind.TRAINING : field == 25 ? Kind.FUNCTION : Kind.OTHER;
            case TRAINING -> field == 1 || field == 2 ? Kind.GRAPH : Kind.OTHER;
            case FUNCTION -> field == 7 ? Kind.NODE : field == 11 ? Kind.ATTRIBUTE : Kind.OTHER;
            case GRAPH -> field == 1 ? Kind.NODE : Kind.OTHER;
            case NODE -> field == 5 ? Kind.ATTRIBUTE : Kind.OTHER;
            case ATTRIBUTE -> field == 6 || field == 11 ? Kind.GRAPH : Kind.OTHER;
            case OTHER -> Kind.OTHER;
        };
    }
}
