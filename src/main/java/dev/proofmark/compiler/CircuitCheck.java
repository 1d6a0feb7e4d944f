package dev.proofmark.compiler;

import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Shape;
import dev.proofmark.compiler.graph.Concat;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.Op;
import dev.proofmark.compiler.graph.Pad;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Transpose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Limits of circuits that can be told from a graph: names that proofs state have at most 512 bytes, a tensor has at most 28
/// index bits.
final class CircuitCheck {

    private static final int MOST_NAME_BYTES = 512;
    private static final int SHOWN = 100;

    private final List<ModelProblem> problems = new ArrayList<>();

    private CircuitCheck() {}

    /// Of inputs and outputs.
    static List<ModelProblem> ports(Graph graph) {
        CircuitCheck check = new CircuitCheck();
        graph.inputs().forEach(input -> check.port("input", input.name(), input.value().shape()));
        graph.outputs().forEach(output -> check.port("output", output.name(), output.value().shape()));
        return check.problems;
    }

    /// Of values that are computed; those that are only moved may never get a tensor of their shape.
    static List<ModelProblem> values(Graph graph) {
        CircuitCheck check = new CircuitCheck();
        graph.nodes().stream()
                .filter(node -> isComputation(node.op()))
                .forEach(node -> check.shape("result", node.origin().node(), node.origin().operator(), node.output().shape()));
        return check.problems;
    }

    private static boolean isComputation(Op op) {
        return switch (op) {
            case Reshape moved -> false;
            case Transpose moved -> false;
            case Slice moved -> false;
            case Select moved -> false;
            case Pad moved -> false;
            case Concat moved -> false;
            case Op computed -> true;
        };
    }

    private void port(String what, String name, TensorShape shape) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_NAME_BYTES || !new String(bytes, StandardCharsets.UTF_8).equals(name)) {
            problems.add(new ModelProblem(
                    ProblemCode.LIMIT_EXCEEDED, shown(name), "", "The name of this " + what + " cannot be stated in a proof.",
                    "at most " + MOST_NAME_BYTES + " bytes of UTF-8", bytes.length + " bytes"));
        }
        shape(what, shown(name), "", shape);
    }

    private void shape(String what, String node, String operator, TensorShape shape) {
        try {
            Shape.of(shape.lengths());
        } catch (CircuitException beyond) {
            problems.add(new ModelProblem(
                    ProblemCode.LIMIT_EXCEEDED, node, operator,
                    "This " + what + " is too large for a circuit: " + beyond.getMessage() + ".",
                    "at most " + Shape.MAX_BITS + " index bits, an axis of length n taking those of n - 1", shape.toString()));
        }
    }

    private static String shown(String name) {
        return name.codePointCount(0, name.length()) > SHOWN
                ? name.substring(0, name.offsetByCodePoints(0, SHOWN)) + ".."
                : name;
    }
}
