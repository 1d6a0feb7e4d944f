package dev.proofmark.compiler.onnx.file;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tensor data outside of the ONNX file.
///
/// A reference is only ever looked up among the uploaded files by its exact name: no path is opened because a model names
/// it. References that look like paths out of the model's folder are refused all the same, so that they are noticed.
public final class ExternalData {

    private final Map<String, ExternalFile> files;

    public ExternalData(Map<String, ExternalFile> files) {
        this.files = files;
    }

    ByteBuffer read(TensorProto tensor, int byteCount) {
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        String location = location(entries.get("location"));
        ExternalFile file = files.get(location);
        if (file == null) {
            throw new NodeRejection(
                    ProblemCode.EXTERNAL_DATA,
                    "An external data file of this model was not uploaded.",
                    "a file named " + location,
                    files.isEmpty() ? "no external files" : files.size() + " files with other names");
        }
        long offset = number(entries, "offset", 0);
        long length = number(entries, "length", byteCount);
        if (length != byteCount) {
            throw new NodeRejection(
                    ProblemCode.EXTERNAL_DATA,
                    "An external data reference does not have the size of its tensor.",
                    byteCount + " bytes",
                    length + " bytes");
        }
        try {
            if (offset > file.size() - byteCount) {
                throw new NodeRejection(
                        ProblemCode.EXTERNAL_DATA,
                        "An external data reference points outside of its file.",
                        "at most " + file.size() + " bytes in " + location,
                        "offset " + offset + ", length " + byteCount);
            }
            return ByteBuffer.wrap(file.read(offset, byteCount));
        } catch (IOException e) {
            throw new NodeRejection(
                    ProblemCode.EXTERNAL_DATA, "An external data file cannot be read.", location, e.getClass().getSimpleName());
        }
    }

    private static String location(String location) {
        if (location == null || location.isEmpty()) {
            throw new NodeRejection(
                    ProblemCode.EXTERNAL_DATA, "An external data reference lacks its location.", "a file name", "none");
        }
        String plain = location.startsWith("./") ? location.substring(2) : location;
        boolean absolute = plain.startsWith("/") || plain.startsWith("\\") || plain.contains(":");
        boolean climbing = List.of(plain.split("[/\\\\]", -1)).contains("..");
        if (absolute || climbing || plain.indexOf('\0') >= 0) {
            throw new NodeRejection(
                    ProblemCode.EXTERNAL_DATA,
                    "An external data reference leaves the model's folder.",
                    "a relative file name",
                    location);
        }
        return plain;
    }

    private static long number(Map<String, String> entries, String key, long missing) {
        String text = entries.get(key);
        if (text == null) {
            return missing;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new NodeRejection(
                    ProblemCode.EXTERNAL_DATA, "An external data reference has no valid " + key + ".", "a count of bytes", text);
        }
        return Long.parseLong(text);
    }
}
