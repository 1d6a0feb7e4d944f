package dev.proofmark.compiler;

import java.util.List;
import java.util.OptionalInt;

/// An ONNX operator of the domain `ai.onnx` as the compiler takes it, over a range of opsets.
///
/// @param until      last opset; empty where it is the newest one
/// @param mostInputs empty for any number
/// @param notes      what it asks of its operands
public record OperatorForm(
        String name,
        int since,
        OptionalInt until,
        int leastInputs,
        OptionalInt mostInputs,
        List<Attribute> attributes,
        List<String> notes) {

    /// An attribute that is understood.
    ///
    /// @param type     its kind in ONNX, in lower case
    /// @param accepted the values that are understood; empty for all
    public record Attribute(String name, String type, boolean required, List<String> accepted) {
        public Attribute {
            accepted = List.copyOf(accepted);
        }
    }

    public OperatorForm {
        attributes = List.copyOf(attributes);
        notes = List.copyOf(notes);
    }
}
