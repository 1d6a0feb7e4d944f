package dev.proofmark.compiler.accuracy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.ModelSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A model file with its external data moved inside, so that a runtime never opens a path that the model names, and its
/// format's version lowered to one that the runtime reads.
final class SelfContainedModel {

    private static final long MOST_BYTES = 1L << 30;

    /// Newer files differ in what their file format may hold besides; what the importer takes of them means the same.
    private static final long NEWEST_IR = 10;

    private final Map<String, ExternalFile> files;
    private long bytes;

    private SelfContainedModel(Map<String, ExternalFile> files) {
        this.files = files;
    }

    /// Empty where a reference leads to no uploaded file or the whole would be too large.
    static Optional<byte[]> of(ModelSource source) {
        try {
            ModelProto model = ModelProto.parseFrom(source.model());
            SelfContainedModel inlining = new SelfContainedModel(source.externalData());
            inlining.bytes = source.model().length;
            ModelProto.Builder whole = model.toBuilder();
            if (model.getFunctionsCount() > 0) {
                throw new IOException("functions are not looked into");
            }
            boolean changed = inlining.inline(whole.getGraphBuilder());
            if (model.getIrVersion() > NEWEST_IR) {
                whole.setIrVersion(NEWEST_IR);
                changed = true;
            }
            return Optional.of(changed ? whole.build().toByteArray() : source.model());
        } catch (IOException unresolved) {
            return Optional.empty();
        }
    }

    private boolean inline(GraphProto.Builder graph) throws IOException {
        boolean changed = false;
        for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            changed |= inline(tensor);
        }
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                if (attribute.hasT()) {
                    changed |= inline(attribute.getTBuilder());
                }
                for (TensorProto.Builder tensor : attribute.getTensorsBuilderList()) {
                    changed |= inline(tensor);
                }
                if (attribute.hasG()) {
                    changed |= inline(attribute.getGBuilder());
                }
                for (GraphProto.Builder inner : attribute.getGraphsBuilderList()) {
                    changed |= inline(inner);
                }
            }
        }
        if (graph.getSparseInitializerCount() > 0) {
            throw new IOException("sparse tensors are not looked into");
        }
        return changed;
    }

    private boolean inline(TensorProto.Builder tensor) throws IOException {
        if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL) {
            return false;
        }
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        String location = entries.getOrDefault("location", "");
        ExternalFile file = files.get(location.startsWith("./") ? location.substring(2) : location);
        if (file == null) {
            throw new IOException("not uploaded");
        }
        long offset = number(entries.getOrDefault("offset", "0"));
        long length = number(entries.getOrDefault("length", Long.toString(file.size() - offset)));
        bytes += length;
        if (offset > file.size() || length > file.size() - offset || bytes > MOST_BYTES) {
            throw new IOException("outside of the file");
        }
        ByteString content = ByteString.copyFrom(file.read(offset, (int) length));
        tensor.clearExternalData().clearDataLocation().setRawData(content);
        return true;
    }

    private static long number(String text) throws IOException {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException("not a count of bytes");
        }
        return Long.parseLong(text);
    }
}
