package dev.proofmark.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.onnx.node.AttributeRule;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.operators.OperatorTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/operators.md` says what the operator table says. Written anew with `-Dproofmark.docs.write=true`.
class OperatorsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/operators.md");

    @Test
    void theDocumentIsWhatTheTableSays() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("proofmark.docs.write")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/operators.md; to write it: ./mvnw test -Dtest=OperatorsDocumentTest -Dproofmark.docs.write=true")
                .isEqualTo(expected);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # ONNX operators

                Generated from the operator table; do not edit. Domain `ai.onnx`, opsets 1 to %d.

                An operator on values that do not depend on the model's input is evaluated when the model is compiled. Operators
                marked *constants only* are known for that alone. An attribute that is not listed, or a listed one with another
                value than those in brackets, is refused. `consumed_inputs` and `momentum` say nothing about values.

                The last column is what an operator asks of its operands; *constant* is a value that does not depend on the
                model's input. All of this is checked for every node of a model, also behind one that is refused, so that the
                answer to an upload names everything that is not supported.

                | operator | opsets | inputs | attributes | operands |
                | --- | --- | --- | --- | --- |
                """.formatted(Operator.NEWEST_OPSET));
        for (List<Operator> forms : OperatorTable.all()) {
            forms.forEach(form -> text.append(row(form)));
        }
        return text.toString();
    }

    private static String row(Operator form) {
        String opsets = form.since() + (form.until() == Operator.NEWEST_OPSET ? "+" : "-" + form.until());
        String most = form.maxInputs() == Operator.ANY_NUMBER ? "any" : Integer.toString(form.maxInputs());
        String inputs = most.equals(Integer.toString(form.minInputs())) ? most : form.minInputs() + " to " + most;
        String attributes = new TreeMap<>(form.attributes())
                .values().stream()
                        .map(OperatorsDocumentTest::attribute)
                        .collect(Collectors.joining(", "));
        return "| " + form.name() + " | " + opsets + " | " + inputs + " | " + attributes + " | "
                + form.rules().stream().map(OperandRule::sentence).collect(Collectors.joining(", ")) + " |\n";
    }

    private static String attribute(AttributeRule rule) {
        String name = rule.required() ? rule.name() + " (required)" : rule.name();
        return rule.accepted().isEmpty() ? name : name + " [" + String.join(", ", rule.accepted()) + "]";
    }
}
