package dev.proofmark.compiler.graph;

import java.util.Objects;

/// Where a graph node came from.
///
/// @param node     the name of the source model's node (or of its first output, when the node has none)
/// @param operator its operator with domain and opset, such as `Conv (ai.onnx 13)`
public record Origin(String node, String operator) {
    public Origin {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(operator, "operator");
    }
}
