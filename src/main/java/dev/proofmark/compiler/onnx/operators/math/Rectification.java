package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Translation;

/// The larger and the smaller of two tensors by a rectifier.
final class Rectification {

    private Rectification() {}

    /// max(a, b) = b + relu(a - b).
    static Operand.Known maximum(Translation node, Operand.Known a, Operand.Known b) {
        return node.apply(new Add(), b, difference(node, a, b));
    }

    /// min(a, b) = a - relu(a - b).
    static Operand.Known minimum(Translation node, Operand.Known a, Operand.Known b) {
        return node.apply(new Subtract(), a, difference(node, a, b));
    }

    private static Operand.Known difference(Translation node, Operand.Known a, Operand.Known b) {
        return node.apply(new Unary(ElementaryFunction.RELU), node.apply(new Subtract(), a, b));
    }
}
