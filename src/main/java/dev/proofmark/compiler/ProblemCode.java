package dev.proofmark.compiler;

import java.util.Locale;

/// The kinds of [ModelProblem].
public enum ProblemCode {
    MALFORMED_MODEL("The bytes are not an ONNX model."),
    LIMIT_EXCEEDED("A file, graph, tensor or string is larger than the limits allow."),
    UNSUPPORTED_OPERATOR("No such operator here, or not in this opset, or not on values that depend on the input."),
    UNSUPPORTED_ATTRIBUTE("The operator is known, this attribute or this value of it is not."),
    UNSUPPORTED_TYPE("An element type that cannot be computed with."),
    INVALID_ARITY("A node has too few or too many inputs or outputs, or lacks one that it needs."),
    INVALID_ATTRIBUTE("An attribute has the wrong kind or a value that makes no sense."),
    SHAPE_MISMATCH("Shapes do not fit together."),
    INVALID_GRAPH("A value is used and never produced, or produced twice, or the graph has a cycle."),
    INVALID_TENSOR("A tensor's data is missing, too short, too long or not finite."),
    EXTERNAL_DATA("An external data file is missing, or its reference points outside of what was uploaded."),
    INVALID_OPTION("An option names an input that does not exist or contradicts the model."),
    MISSING_RANGE("The range of an input is neither declared nor calibrated."),
    INVALID_CALIBRATION("The calibration data does not fit the model.");

    private final String meaning;

    ProblemCode(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /// The spelling in answers and documents.
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
