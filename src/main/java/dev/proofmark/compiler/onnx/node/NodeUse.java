package dev.proofmark.compiler.onnx.node;

import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.onnx.file.Operand;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A node with what is known of its operands: all of a value, or only whether it depends on the input and its type.
///
/// @param operands one per input of the node; empty where an optional input is left out
/// @param captured what the bodies of the node read beside its inputs
public record NodeUse(OnnxNode node, List<Optional<Operand>> operands, List<Operand> captured) {

    public NodeUse {
        operands = List.copyOf(operands);
        captured = List.copyOf(captured);
    }

    Optional<Operand> operand(int index) {
        return index < operands.size() ? operands.get(index) : Optional.empty();
    }

    public boolean dependsOnInput(int index) {
        return operand(index).filter(Operand::dependsOnInput).isPresent();
    }

    public boolean dependsOnInput() {
        return captured.stream().anyMatch(Operand::dependsOnInput)
                || IntStream.range(0, operands.size()).anyMatch(this::dependsOnInput);
    }

    public Optional<ElementType> type(int index) {
        return operand(index).flatMap(Operand::elementType);
    }

    /// The operand's value, where it is known.
    public Optional<Operand.Constant> constant(int index) {
        return operand(index).filter(Operand.Constant.class::isInstance).map(Operand.Constant.class::cast);
    }

    /// The operands, if type and shape of all are known.
    public Optional<List<Optional<Operand.Known>>> resolved() {
        boolean known = operands.stream().flatMap(Optional::stream).allMatch(Operand.Known.class::isInstance);
        return known
                ? Optional.of(operands.stream().map(operand -> operand.map(Operand.Known.class::cast)).toList())
                : Optional.empty();
    }
}
