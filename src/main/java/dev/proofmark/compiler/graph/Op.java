package dev.proofmark.compiler.graph;

import java.util.List;

/// The graph operators: few, with one meaning each, every attribute resolved to numbers.
///
/// What an ONNX operator leaves to defaults, opset or rank is settled before: no negative axes, no `auto_pad`, no zero or
/// minus one in a shape, no optional inputs but a convolution's bias. Every operator has one output.
/// There is no division: by a constant it is a multiplication by the reciprocals, by another value a multiplication by
/// [ElementaryFunction#RECIPROCAL].
public sealed interface Op
        permits Add,
        AveragePool,
        Concat,
        Convolution,
        MatMul,
        MaxPool,
        Multiply,
        Pad,
        ReduceSum,
        Reshape,
        Select,
        Slice,
        Softmax,
        Subtract,
        Transpose,
        Unary {

    /// The only shape that the output can have.
    ///
    /// **Errors** [ShapeException] where the inputs do not fit.
    TensorShape outputShape(List<TensorShape> inputs);
}
