package dev.proofmark.compiler.onnx.node;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.onnx.file.Operand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One ONNX operator over a range of opsets: how many inputs and outputs, which attributes and operands, and its translation.
///
/// @param name       the operator's name in the domain `ai.onnx`
/// @param since      first opset
/// @param until      last opset
/// @param attributes by name, in the order of their declaration; any other attribute is refused
/// @param rules      what it asks of its operands
/// @param resultType the element type of its results
public record Operator(
        String name,
        int since,
        int until,
        int minInputs,
        int maxInputs,
        int maxOutputs,
        Map<String, AttributeRule> attributes,
        List<OperandRule> rules,
        ResultType resultType,
        Translator translator) {

    /// The newest opset whose operators were compared with this table.
    public static final int NEWEST_OPSET = 28;

    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /// The element type of a node's results without translating it; empty where it is not known.
    public interface ResultType {
        Optional<ElementType> of(NodeUse use);
    }

    /// Turns a node whose form and operands have been checked into graph operators; one operand per output. Does not judge
    /// what is supported: that is for attributes and rules, which are checked for every node.
    public interface Translator {
        List<Operand.Known> translate(Translation node);
    }

    /// For the many operators with one output.
    public interface SingleTranslator {
        Operand.Known translate(Translation node);
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    /// Collects the parts of an operator.
    public static final class Builder {
        private final String name;
        private int since = 1;
        private int until = NEWEST_OPSET;
        private int minInputs = 1;
        private int maxInputs = 1;
        private int maxOutputs = 1;
        private ResultType resultType = use -> use.type(0);
        private final Map<String, AttributeRule> attributes = new LinkedHashMap<>();
        private final List<OperandRule> rules = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        public Builder since(int opset) {
            since = opset;
            return this;
        }

        public Builder until(int opset) {
            until = opset;
            return this;
        }

        public Builder inputs(int least, int most) {
            minInputs = least;
            maxInputs = most;
            return this;
        }

        public Builder outputs(int most) {
            maxOutputs = most;
            return this;
        }

        /// This operand must not depend on the model's input.
        public Builder constant(int index, String role) {
            return rule(OperandRule.constant(index, role));
        }

        /// This operand is integers that do not depend on the model's input.
        public Builder integers(int index, String role) {
            return rule(OperandRule.integers(index, role));
        }

        public Builder rule(OperandRule rule) {
            rules.add(rule);
            return this;
        }

        /// Where the results are not of the first operand's type.
        public Builder results(ResultType type) {
            resultType = type;
            return this;
        }

        public Builder results(ElementType type) {
            return results(use -> Optional.of(type));
        }

        /// An attribute, listed before, must be given.
        public Builder required(String attribute) {
            attributes.put(attribute, attributes.get(attribute).asRequired());
            return this;
        }

        public Builder integer(String attribute, long... accepted) {
            List<String> values = new ArrayList<>();
            for (long value : accepted) {
                values.add(Long.toString(value));
            }
            return attribute(attribute, AttributeType.INT, values);
        }

        /// A number that means no or yes; any other means nothing.
        public Builder flag(String attribute) {
            return integer(attribute, 0, 1);
        }

        public Builder real(String attribute) {
            return attribute(attribute, AttributeType.FLOAT, List.of());
        }

        public Builder integers(String attribute) {
            return attribute(attribute, AttributeType.INTS, List.of());
        }

        /// Numbers from `least` on, one or more per axis.
        public Builder lengths(String attribute, int least) {
            attributes.put(attribute, AttributeRule.atLeast(least, attribute, AttributeType.INTS));
            return this;
        }

        /// A number from one on.
        public Builder count(String attribute) {
            attributes.put(attribute, AttributeRule.atLeast(1, attribute, AttributeType.INT));
            return this;
        }

        public Builder text(String attribute, String... accepted) {
            return attribute(attribute, AttributeType.STRING, List.of(accepted));
        }

        public Builder attribute(String attribute, AttributeType kind, List<String> accepted) {
            attributes.put(attribute, AttributeRule.of(attribute, kind, accepted));
            return this;
        }

        public Operator translatedBy(SingleTranslator translator) {
            return translatedToManyBy(node -> List.of(translator.translate(node)));
        }

        public Operator translatedToManyBy(Translator translator) {
            return new Operator(
                    name, since, until, minInputs, maxInputs, maxOutputs, Collections.unmodifiableMap(attributes), List.copyOf(rules),
                    resultType,
                    translator);
        }
    }
}
