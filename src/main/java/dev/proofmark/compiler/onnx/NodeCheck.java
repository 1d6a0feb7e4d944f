package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.file.OnnxTypes;
import dev.proofmark.compiler.onnx.file.Problems;
import dev.proofmark.compiler.onnx.node.AttributeRule;
import dev.proofmark.compiler.onnx.node.NodeUse;
import dev.proofmark.compiler.onnx.node.OnnxNode;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.operators.OperatorTable;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Checks a node against the operator table, without shapes: operator, opset, number of inputs and outputs, attributes, and
/// the rules for operands.
///
/// Every check is made for every node, whatever else is wrong with it or before it, so that one report names all that is not
/// supported.
final class NodeCheck {

    private final Problems problems;
    private final Set<String> usedValues;

    /// @param usedValues names that some node or the model's output reads
    NodeCheck(Problems problems, Set<String> usedValues) {
        this.problems = problems;
        this.usedValues = usedValues;
    }

    /// True when the node can be translated as far as can be told without shapes.
    boolean check(NodeUse use, Optional<Operator> found) {
        OnnxNode node = use.node();
        if (found.isEmpty()) {
            report(node, ProblemCode.UNSUPPORTED_OPERATOR, message(node), OperatorTable.expectation(node.operator()), node.operator());
            return false;
        }
        Operator operator = found.get();
        boolean sound = arity(node, operator);
        if (node.repeatsAttributes()) {
            report(node, ProblemCode.INVALID_ATTRIBUTE, "An attribute is given twice.", "distinct names", node.attributes().keySet() + "");
            sound = false;
        }
        for (AttributeProto attribute : node.attributes().values()) {
            sound &= attribute(node, operator, attribute);
        }
        for (AttributeRule rule : new TreeMap<>(operator.attributes()).values()) {
            sound &= present(node, rule);
        }
        for (OperandRule rule : operator.rules()) {
            Optional<NodeRejection> problem = rule.check().problem(use);
            problem.ifPresent(rejection -> problems.add(node.origin(), rejection));
            sound &= problem.isEmpty();
        }
        return sound;
    }

    private static String message(OnnxNode node) {
        if (node.opset() == 0) {
            return "The model does not import the domain of this operator.";
        }
        return node.domain().equals("ai.onnx") && node.opset() > Operator.NEWEST_OPSET
                ? "The operator set of this model is newer than the newest known one."
                : "This operator is not supported.";
    }

    private boolean arity(OnnxNode node, Operator operator) {
        boolean sound = true;
        int count = node.inputs().size();
        if (count < operator.minInputs() || count > operator.maxInputs()) {
            String most = operator.maxInputs() == Operator.ANY_NUMBER ? "any number" : operator.maxInputs() + "";
            report(
                    node, ProblemCode.INVALID_ARITY, "Wrong number of inputs.",
                    operator.minInputs() + " to " + most, count + "");
            sound = false;
        }
        int required = operator.maxInputs() == Operator.ANY_NUMBER ? count : Math.min(count, operator.minInputs());
        for (int i = 0; i < required; i++) {
            if (node.inputs().get(i).isEmpty()) {
                report(node, ProblemCode.INVALID_ARITY, "A required input is left out.", "an input " + i, "none");
                sound = false;
            }
        }
        for (int i = operator.maxOutputs(); i < node.outputs().size(); i++) {
            if (usedValues.contains(node.outputs().get(i))) {
                report(
                        node, ProblemCode.UNSUPPORTED_OPERATOR, "Output " + i + " of this operator is not supported.",
                        "at most " + operator.maxOutputs() + " outputs in use", node.outputs().get(i));
                sound = false;
            }
        }
        return sound;
    }

    private boolean attribute(OnnxNode node, Operator operator, AttributeProto attribute) {
        AttributeRule rule = operator.attributes().get(attribute.getName());
        String title = "Attribute " + attribute.getName();
        if (rule == null) {
            Set<String> known = new TreeSet<>(operator.attributes().keySet());
            report(
                    node, ProblemCode.UNSUPPORTED_ATTRIBUTE, title + " is not supported.",
                    known.isEmpty() ? "no attributes" : "only " + known, attribute.getName());
            return false;
        }
        AttributeType kind = AttributeRule.kindOf(attribute);
        boolean emptyList = kind == AttributeType.UNDEFINED;
        if (attribute.hasRefAttrName() || (kind != rule.kind() && !emptyList)) {
            report(node, ProblemCode.INVALID_ATTRIBUTE, title + " has the wrong kind.", rule.kind() + "", kind + "");
            return false;
        }
        if (!rule.accepts(attribute)) {
            report(
                    node, ProblemCode.UNSUPPORTED_ATTRIBUTE, title + " has a value that is not supported.",
                    "one of " + rule.accepted(), AttributeRule.spelled(attribute));
            return false;
        }
        if (!rule.isInRange(attribute)) {
            report(
                    node, ProblemCode.INVALID_ATTRIBUTE, title + " is out of range.",
                    "numbers in [" + rule.least().getAsInt() + ", " + AttributeRule.MOST + "]", AttributeRule.spelled(attribute));
            return false;
        }
        if (kind == AttributeType.TENSOR && OnnxTypes.of(attribute.getT().getDataType()).isEmpty()) {
            report(
                    node, ProblemCode.UNSUPPORTED_TYPE, title + " has an element type that cannot be computed with.",
                    "a float, integer or bool type", OnnxTypes.name(attribute.getT().getDataType()));
            return false;
        }
        return true;
    }

    /// What a required attribute of few accepted values would be without it is not among them.
    private boolean present(OnnxNode node, AttributeRule rule) {
        if (!rule.required() || node.attribute(rule.name()).isPresent()) {
            return true;
        }
        boolean any = rule.accepted().isEmpty();
        report(
                node, any ? ProblemCode.INVALID_ATTRIBUTE : ProblemCode.UNSUPPORTED_ATTRIBUTE,
                "Attribute " + rule.name() + " is missing.", any ? "a value of kind " + rule.kind() : "one of " + rule.accepted(), "none");
        return false;
    }

    private void report(OnnxNode node, ProblemCode code, String message, String expected, String actual) {
        problems.add(code, node.origin().node(), node.origin().operator(), message, expected, actual);
    }
}
