package dev.proofmark.compiler;

import dev.proofmark.compiler.onnx.node.AttributeRule;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.operators.OperatorTable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// The operator table as it is told.
public final class OperatorForms {
    private OperatorForms() {}

    /// All forms of all operators, by name and opset.
    public static List<OperatorForm> all() {
        return OperatorTable.all().stream().flatMap(List::stream).map(OperatorForms::form).toList();
    }

    /// The newest opset whose operators were compared with the table.
    public static int newestOpset() {
        return Operator.NEWEST_OPSET;
    }

    private static OperatorForm form(Operator operator) {
        return new OperatorForm(
                operator.name(),
                operator.since(),
                operator.until() == Operator.NEWEST_OPSET ? OptionalInt.empty() : OptionalInt.of(operator.until()),
                operator.minInputs(),
                operator.maxInputs() == Operator.ANY_NUMBER ? OptionalInt.empty() : OptionalInt.of(operator.maxInputs()),
                operator.attributes().values().stream()
                        .sorted(Comparator.comparing(AttributeRule::name))
                        .map(rule -> new OperatorForm.Attribute(
                                rule.name(), rule.kind().name().toLowerCase(Locale.ROOT), rule.required(), rule.accepted()))
                        .toList(),
                operator.rules().stream().map(OperandRule::sentence).toList());
    }
}
