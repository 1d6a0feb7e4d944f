package dev.proofmark.circuit;

/// A tensor or a virtual expression over tensors. `id` is the creation index within the circuit, so operands always
/// have smaller ids.
public sealed interface Node permits Tensor, Expression {
    int id();

    Shape shape();

    /// The nodes that it is computed from.
    default int[] operands() {
        return switch (this) {
            case Tensor t -> new int[0];
            case Combine c -> c.terms().stream().mapToInt(Term::node).toArray();
            case Contract c -> new int[] {c.a(), c.b()};
            case AxisMap m -> new int[] {m.operand()};
            case View v -> new int[] {v.operand()};
        };
    }
}
