package dev.proofmark.compiler.onnx.node;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The graphs inside of nodes: bodies of control flow. They are not translated, only read for the report.
public final class Subgraphs {

    private Subgraphs() {}

    static List<GraphProto> of(List<AttributeProto> attributes) {
        List<GraphProto> bodies = new ArrayList<>();
        for (AttributeProto attribute : attributes) {
            if (attribute.hasG()) {
                bodies.add(attribute.getG());
            }
            bodies.addAll(attribute.getGraphsList());
        }
        return bodies;
    }

    /// The names that the bodies of a node read and do not define.
    static Set<String> captures(NodeProto node) {
        Set<String> names = new HashSet<>();
        for (GraphProto body : of(node.getAttributeList())) {
            Set<String> used = used(body);
            body.getInputList().forEach(input -> used.remove(input.getName()));
            body.getInitializerList().forEach(tensor -> used.remove(tensor.getName()));
            body.getNodeList().forEach(inner -> used.removeAll(inner.getOutputList()));
            used.remove("");
            names.addAll(used);
        }
        return names;
    }

    /// All names that a graph's nodes and outputs read.
    public static Set<String> used(GraphProto graph) {
        Set<String> used = new HashSet<>();
        graph.getNodeList().forEach(node -> {
            used.addAll(node.getInputList());
            used.addAll(captures(node));
        });
        graph.getOutputList().forEach(output -> used.add(output.getName()));
        return used;
    }

    /// The nodes of a graph and of all graphs inside.
    public static long nodeCount(GraphProto graph) {
        long count = graph.getNodeCount();
        for (NodeProto node : graph.getNodeList()) {
            for (GraphProto body : of(node.getAttributeList())) {
                count += nodeCount(body);
            }
        }
        return count;
    }
}
