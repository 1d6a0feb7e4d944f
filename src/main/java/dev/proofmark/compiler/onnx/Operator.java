package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One ONNX operator over a range of opsets: how many inputs and outputs, which attributes, and its translation.
///
/// @param name          the operator's name in the domain `ai.onnx`
/// @param since         first opset
/// @param until         last opset
/// @param constantsOnly true when it is only understood on values that do not depend on the model's input
/// @param attributes    by name; any other attribute is refused
record Operator(
        String name,
        int since,
        int until,
        int minInputs,
        int maxInputs,
        int maxOutputs,
        boolean constantsOnly,
        Map<String, AttributeRule> attributes,
        Translator translator) {

    /// The newest opset whose operators were compared with this table.
    static final int NEWEST_OPSET = 28;

    static final int ANY_NUMBER = Integer.MAX_VALUE;

    /// Turns a node whose form has been checked into graph operators; one operand per output.
    interface Translator {
        List<Operand.Known> translate(Translation node);
    }

    /// For the many operators with one output.
    interface SingleTranslator {
        Operand.Known translate(Translation node);
    }

    static Builder named(String name) {
        return new Builder(name);
    }

    /// Collects the parts of an operator.
    static final class Builder {
        private final String name;
        private int since = 1;
        private int until = NEWEST_OPSET;
        private int minInputs = 1;
        private int maxInputs = 1;
        private int maxOutputs = 1;
        private boolean constantsOnly;
        private final Map<String, AttributeRule> attributes = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        Builder since(int opset) {
            since = opset;
            return this;
        }

        Builder until(int opset) {
            until = opset;
            return this;
        }

        Builder inputs(int least, int most) {
            minInputs = least;
            maxInputs = most;
            return this;
        }

        Builder outputs(int most) {
            maxOutputs = most;
            return this;
        }

        Builder constantsOnly() {
            constantsOnly = true;
            return this;
        }

        Builder integer(String attribute, long... accepted) {
            List<String> values = new ArrayList<>();
            for (long value : accepted) {
                values.add(Long.toString(value));
            }
            return attribute(attribute, AttributeType.INT, values);
        }

        Builder real(String attribute) {
            return attribute(attribute, AttributeType.FLOAT, List.of());
        }

        Builder integers(String attribute) {
            return attribute(attribute, AttributeType.INTS, List.of());
        }

        Builder text(String attribute, String... accepted) {
            return attribute(attribute, AttributeType.STRING, List.of(accepted));
        }

        Builder attribute(String attribute, AttributeType kind, List<String> accepted) {
            attributes.put(attribute, new AttributeRule(attribute, kind, accepted));
            return this;
        }

        Operator translatedBy(SingleTranslator translator) {
            return translatedToManyBy(node -> List.of(translator.translate(node)));
        }

        Operator translatedToManyBy(Translator translator) {
            return new Operator(
                    name, since, until, minInputs, maxInputs, maxOutputs, constantsOnly, Map.copyOf(attributes), translator);
        }
    }
}
