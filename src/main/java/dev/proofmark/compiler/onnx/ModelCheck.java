package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.proofmark.circuit.PlainText;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.onnx.file.ImportLimits;
import dev.proofmark.compiler.onnx.file.Problems;
import dev.proofmark.compiler.onnx.node.Subgraphs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Checks the model around its nodes: counts, names, and parts that are not read at all.
final class ModelCheck {

    private ModelCheck() {}

    /// False when it makes no sense to look further.
    static boolean check(ModelProto model, ImportLimits limits, Problems problems) {
        GraphProto graph = model.getGraph();
        long nodes = Subgraphs.nodeCount(graph);
        if (nodes > limits.nodes()) {
            problems.add(
                    ProblemCode.LIMIT_EXCEEDED, "", "The model has too many nodes.",
                    "at most " + limits.nodes(), nodes + "");
            return false;
        }
        if (names(graph).anyMatch(name -> name.length() > limits.nameLength())) {
            problems.add(
                    ProblemCode.LIMIT_EXCEEDED, "", "A name in the model is too long.",
                    "at most " + limits.nameLength() + " characters", "more");
            return false;
        }
        graph.getSparseInitializerList().forEach(sparse -> problems.add(
                ProblemCode.UNSUPPORTED_TYPE, sparse.getValues().getName(), "Sparse initializers are not supported.",
                "a dense tensor", "a sparse one"));
        if (graph.getOutputCount() == 0) {
            problems.add(ProblemCode.INVALID_GRAPH, "", "The model has no outputs.", "at least one output", "none");
        }
        plain(Stream.concat(graph.getInputList().stream(), graph.getOutputList().stream()).map(ValueInfoProto::getName), problems);
        unique(graph.getInputList().stream().map(ValueInfoProto::getName), "input", problems);
        unique(graph.getOutputList().stream().map(ValueInfoProto::getName), "output", problems);
        unique(graph.getInitializerList().stream().map(tensor -> tensor.getName()), "initializer", problems);
        return problems.isEmpty() || graph.getOutputCount() > 0;
    }

    /// These names go into the key, which its verifiers would refuse.
    private static void plain(Stream<String> names, Problems problems) {
        names.filter(name -> !PlainText.isPlain(name)).forEach(name -> problems.add(
                ProblemCode.INVALID_GRAPH, PlainText.escaped(name),
                "The name of an input or output holds characters that a reader cannot see.",
                "a name without control and format characters", PlainText.escaped(name)));
    }

    private static void unique(Stream<String> names, String what, Problems problems) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> name.isEmpty() || !seen.add(name))
                .forEach(name -> problems.add(
                        ProblemCode.INVALID_GRAPH, name, "An " + what + " has no name or another one's name.",
                        "unique names", name.isEmpty() ? "an empty name" : name));
    }

    private static Stream<String> names(GraphProto graph) {
        return Stream.of(
                graph.getNodeList().stream().flatMap(ModelCheck::names),
                graph.getInitializerList().stream().map(tensor -> tensor.getName()),
                graph.getInputList().stream().map(ValueInfoProto::getName),
                graph.getOutputList().stream().map(ValueInfoProto::getName))
                .flatMap(part -> part);
    }

    private static Stream<String> names(NodeProto node) {
        return Stream.of(
                List.of(node.getName(), node.getOpType(), node.getDomain()).stream(),
                node.getInputList().stream(),
                node.getOutputList().stream(),
                node.getAttributeList().stream().map(attribute -> attribute.getName()))
                .flatMap(part -> part);
    }
}
