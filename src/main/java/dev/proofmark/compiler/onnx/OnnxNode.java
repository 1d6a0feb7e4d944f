package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.proofmark.compiler.graph.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A node of an ONNX graph: trailing empty inputs and outputs dropped, domain spelled out, attributes by name.
final class OnnxNode {

    private final String operator;
    private final String domain;
    private final long opset;
    private final Origin origin;
    private final List<String> inputs;
    private final List<String> outputs;
    private final int attributeCount;
    private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();

    /// @param opset the version of the domain that the model imports, 0 when it does not
    OnnxNode(NodeProto proto, long opset) {
        this.operator = proto.getOpType();
        this.domain = domain(proto.getDomain());
        this.opset = opset;
        this.inputs = withoutTrailingEmpty(proto.getInputList());
        this.outputs = withoutTrailingEmpty(proto.getOutputList());
        String name = !proto.getName().isEmpty() ? proto.getName() : outputs.isEmpty() ? "" : outputs.getFirst();
        this.origin = new Origin(name, operator + " (" + domain + " " + opset + ")");
        this.attributeCount = proto.getAttributeCount();
        proto.getAttributeList().forEach(attribute -> attributes.putIfAbsent(attribute.getName(), attribute));
    }

    /// The empty domain is `ai.onnx`.
    static String domain(String spelled) {
        return spelled.isEmpty() ? "ai.onnx" : spelled;
    }

    private static List<String> withoutTrailingEmpty(List<String> names) {
        int count = names.size();
        while (count > 0 && names.get(count - 1).isEmpty()) {
            count--;
        }
        return List.copyOf(names.subList(0, count));
    }

    String operator() {
        return operator;
    }

    String domain() {
        return domain;
    }

    long opset() {
        return opset;
    }

    Origin origin() {
        return origin;
    }

    /// Value names; an empty one is an optional input that is left out.
    List<String> inputs() {
        return inputs;
    }

    List<String> outputs() {
        return outputs;
    }

    Map<String, AttributeProto> attributes() {
        return attributes;
    }

    /// True when two attributes have one name.
    boolean repeatsAttributes() {
        return attributeCount > attributes.size();
    }

    Optional<AttributeProto> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }
}
