package dev.proofmark.circuit;

/// A model input or output: the tensor that carries it and the real value of one integer step.
///
/// @param shape the model's own shape, same number of logical elements in the same row-major order as the tensor
/// @param scale real value = integer * scale; positive and finite
/// @param range every integer that the tensor may hold
public record Port(String name, int tensor, Shape shape, double scale, IntegerRange range) {
    public Port {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new CircuitException("port-scale", "scale must be positive and finite, got " + scale);
        }
    }
}
