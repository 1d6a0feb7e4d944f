package dev.proofmark.compiler;

import java.util.Objects;

/// One reason why a model cannot be compiled, precise enough to be repaired by its author.
///
/// @param code     what kind of problem it is
/// @param node     the name of the node, value or file concerned; empty when it is the whole model
/// @param operator the operator of that node with its domain and opset, such as `Conv (ai.onnx 13)`; empty when none
/// @param message  one sentence
/// @param expected what would have been accepted
/// @param actual   what was found
public record ModelProblem(
        ProblemCode code, String node, String operator, String message, String expected, String actual) {

    public ModelProblem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(actual, "actual");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(code.wire()).append(": ").append(message);
        if (!node.isEmpty()) {
            text.append(" [").append(node).append(operator.isEmpty() ? "" : ", " + operator).append(']');
        } else if (!operator.isEmpty()) {
            text.append(" [").append(operator).append(']');
        }
        if (!expected.isEmpty() || !actual.isEmpty()) {
            text.append(" (expected ").append(expected).append(", actual ").append(actual).append(')');
        }
        return text.toString();
    }
}
