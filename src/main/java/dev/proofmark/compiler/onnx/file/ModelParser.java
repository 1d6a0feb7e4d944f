package dev.proofmark.compiler.onnx.file;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.proofmark.compiler.ProblemCode;
import java.io.IOException;
import java.util.Optional;

/// Bytes to the protobuf message, within limits.
public final class ModelParser {

    private ModelParser() {}

    public static Optional<ModelProto> parse(byte[] model, ImportLimits limits, Problems problems) {
        try {
            if (WireScan.exceeds(model, limits.messages())) {
                problems.add(
                        ProblemCode.LIMIT_EXCEEDED, "", "The model has too many parts.",
                        "at most " + limits.messages() + " protobuf fields", "more");
                return Optional.empty();
            }
            CodedInputStream in = UnsafeByteOperations.unsafeWrap(model).newCodedInput();
            in.enableAliasing(true);
            in.setSizeLimit(Integer.MAX_VALUE);
            ModelProto proto = ModelProto.parseFrom(in);
            if (!proto.hasGraph()) {
                problems.add(ProblemCode.MALFORMED_MODEL, "", "The file has no graph.", "an ONNX model", model.length + " bytes");
                return Optional.empty();
            }
            return Optional.of(proto);
        } catch (IOException e) {
            problems.add(
                    ProblemCode.MALFORMED_MODEL, "", "The file is not an ONNX model.",
                    "a protobuf message of ONNX", model.length + " bytes");
            return Optional.empty();
        }
    }
}
