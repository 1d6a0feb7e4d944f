package dev.proofmark.circuit;

/// A tensor or a virtual expression over tensors. `id` is the creation index within the circuit, so operands always
/// have smaller ids.
public sealed interface Node permits Tensor, Expression {
    int id();

    Shape shape();
}
