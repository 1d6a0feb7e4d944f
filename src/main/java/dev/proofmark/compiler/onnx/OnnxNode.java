package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.proofmark.compiler.graph.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A node of an ONNX graph: trailing empty inputs and outputs dropped, domain spelled out, attributes by name.
final class OnnxNode {

    private final String operator;
    private final String domain;
    private final Map<String, Long> opsets;
    private final long opset;
    private final Origin origin;
    private final List<String> inputs;
    private final List<String> outputs;
    private final Set<String> captures;
    private final int attributeCount;
    private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();

    /// @param opsets the version of each domain that the model imports
    OnnxNode(NodeProto proto, Map<String, Long> opsets) {
        this.operator = proto.getOpType();
        this.domain = domain(proto.getDomain());
        this.opsets = opsets;
        this.opset = opsets.getOrDefault(domain, 0L);
        this.inputs = withoutTrailingEmpty(proto.getInputList());
        this.outputs = withoutTrailingEmpty(proto.getOutputList());
        String name = !proto.getName().isEmpty() ? proto.getName() : outputs.isEmpty() ? "" : outputs.getFirst();
        this.origin = new Origin(name, operator + " (" + domain + " " + opset + ")");
        this.captures = Subgraphs.captures(proto);
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

    /// The version of the domain, 0 when the model does not import it.
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

    List<GraphProto> bodies() {
        return Subgraphs.of(List.copyOf(attributes.values()));
    }

    /// A node of a body of this node.
    OnnxNode inner(NodeProto proto) {
        return new OnnxNode(proto, opsets);
    }

    /// Names that the bodies of this node read from outside.
    Set<String> captures() {
        return captures;
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

    long integer(String name, long missing) {
        return attribute(name).map(AttributeProto::getI).orElse(missing);
    }

    double real(String name, double missing) {
        return attribute(name).map(attribute -> (double) attribute.getF()).orElse(missing);
    }

    String text(String name, String missing) {
        return attribute(name).map(attribute -> attribute.getS().toStringUtf8()).orElse(missing);
    }

    Optional<List<Long>> integers(String name) {
        return attribute(name).map(AttributeProto::getIntsList).map(List::copyOf);
    }
}
