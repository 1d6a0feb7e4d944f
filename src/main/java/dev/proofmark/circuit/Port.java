package dev.proofmark.circuit;

/// A model input or output: the tensor that carries it and the real values of its integers.
///
/// @param shape the model's own shape, same number of logical elements in the same row-major order as the tensor
/// @param scale the real value of one integer step
/// @param range every integer that the tensor may hold
public record Port(String name, int tensor, Shape shape, PortScale scale, IntegerRange range) {
    public Port {
        scale.fitting(shape).finiteOver(range);
    }
}
