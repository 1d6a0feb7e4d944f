package dev.proofmark.compiler;

/// The kinds of [ModelProblem].
public enum ProblemCode {
    /// The bytes are not an ONNX model.
    MALFORMED_MODEL,
    /// A file, graph, tensor or string is larger than the limits allow.
    LIMIT_EXCEEDED,
    /// No such operator here, or not in this opset, or not on values that depend on the input.
    UNSUPPORTED_OPERATOR,
    /// The operator is known, this attribute or this value of it is not.
    UNSUPPORTED_ATTRIBUTE,
    /// An element type that cannot be computed with.
    UNSUPPORTED_TYPE,
    /// A node has too few or too many inputs or outputs, or lacks one that it needs.
    INVALID_ARITY,
    /// An attribute has the wrong kind or a value that makes no sense.
    INVALID_ATTRIBUTE,
    /// Shapes do not fit together.
    SHAPE_MISMATCH,
    /// A value is used and never produced, or produced twice, or the graph has a cycle.
    INVALID_GRAPH,
    /// A tensor's data is missing, too short, too long or not finite.
    INVALID_TENSOR,
    /// An external data file is missing, or its reference points outside of what was uploaded.
    EXTERNAL_DATA,
    /// An option names an input that does not exist or contradicts the model.
    INVALID_OPTION,
    /// The range of an input is neither declared nor calibrated.
    MISSING_RANGE,
    /// The calibration data does not fit the model.
    INVALID_CALIBRATION
}
