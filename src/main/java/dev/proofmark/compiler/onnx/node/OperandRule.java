package dev.proofmark.compiler.onnx.node;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What an operator asks of its operands beyond their number.
///
/// A rule looks at dependence on the input, at element types and at constants, never at the shape of a computed value: so it
/// can be checked for every node, also for one behind a node that was refused. What an operator does not support is said here
/// and in its attributes, not in its translator.
///
/// @param sentence for the document of operators
public record OperandRule(String sentence, Check check) {

    /// Finds what is wrong with one use.
    public interface Check {
        Optional<NodeRejection> problem(NodeUse use);
    }

    /// The operand must not depend on the model's input.
    static OperandRule constant(int index, String role) {
        return new OperandRule("constant " + role, use -> computed(use, index, role));
    }

    /// The operand must not depend on the model's input and holds integers.
    static OperandRule integers(int index, String role) {
        return new OperandRule("constant integer " + role, use -> {
            Optional<NodeRejection> computed = computed(use, index, role);
            return computed.isPresent() ? computed : use.type(index).filter(ElementType::isReal).map(type -> new NodeRejection(
                    ProblemCode.UNSUPPORTED_TYPE, "The " + role + " must be integers.", "int64", type.onnxName()));
        });
    }

    /// No operand may depend on the model's input.
    public static OperandRule constantsOnly() {
        return new OperandRule("constants only", use -> use.dependsOnInput()
                ? Optional.of(new NodeRejection(
                        ProblemCode.UNSUPPORTED_OPERATOR,
                        "This operator is only supported on values that do not depend on the model's input.",
                        "constant operands", "depending on the input: " + IntStream.range(0, use.operands().size())
                                .filter(use::dependsOnInput)
                                .mapToObj(use.node().inputs()::get)
                                .collect(Collectors.joining(", "))))
                : Optional.empty());
    }

    /// One of the first two operands must not depend on the model's input.
    public static OperandRule oneComputed(String expected) {
        return new OperandRule(expected, use -> use.dependsOnInput(0) && use.dependsOnInput(1)
                ? Optional.of(new NodeRejection(
                        ProblemCode.UNSUPPORTED_OPERATOR, "One of the two operands must not depend on the model's input.",
                        expected, "two computed operands: " + use.node().inputs().get(0) + ", " + use.node().inputs().get(1)))
                : Optional.empty());
    }

    private static Optional<NodeRejection> computed(NodeUse use, int index, String role) {
        return use.dependsOnInput(index)
                ? Optional.of(new NodeRejection(
                        ProblemCode.UNSUPPORTED_OPERATOR,
                        "The " + role + " of this operator must not depend on the model's input.",
                        "a constant", use.node().inputs().get(index)))
                : Optional.empty();
    }
}
