package dev.proofmark.compiler.onnx.node;

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
public final class OnnxNode {

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
    public OnnxNode(NodeProto proto, Map<String, Long> opsets) {
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
    public static String domain(String spelled) {
        return spelled.isEmpty() ? "ai.onnx" : spelled;
    }

    private static List<String> withoutTrailingEmpty(List<String> names) {
        int count = names.size();
        while (count > 0 && names.get(count - 1).isEmpty()) {
            count--;
        }
        return List.copyOf(names.subList(0, count));
    }

    public String operator() {
        return operator;
    }

    public String domain() {
        return domain;
    }

    /// The version of the domain, 0 when the model does not import it.
    public long opset() {
        return opset;
    }

    public Origin origin() {
        return origin;
    }

    /// Value names; an empty one is an optional input that is left out.
    public List<String> inputs() {
        return inputs;
    }

    public List<String> outputs() {
        return outputs;
    }

    public List<GraphProto> bodies() {
        return Subgraphs.of(List.copyOf(attributes.values()));
    }

    /// A node of a body of this node.
    public OnnxNode inner(NodeProto proto) {
        return new OnnxNode(proto, opsets);
    }

    /// Names that the bodies of this node read from outside.
    public Set<String> captures() {
        return captures;
    }

    public Map<String, AttributeProto> attributes() {
        return attributes;
    }

    /// True when two attributes have one name.
    public boolean repeatsAttributes() {
        return attributeCount > attributes.size();
    }

    public Optional<AttributeProto> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public long integer(String name, long missing) {
        return attribute(name).map(AttributeProto::getI).orElse(missing);
    }

    public double real(String name, double missing) {
        return attribute(name).map(attribute -> (double) attribute.getF()).orElse(missing);
    }

    public String text(String name, String missing) {
        return attribute(name).map(attribute -> attribute.getS().toStringUtf8()).orElse(missing);
    }

    public Optional<List<Long>> integers(String name) {
        return attribute(name).map(AttributeProto::getIntsList).map(List::copyOf);
    }
}
