package dev.proofmark.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.OperatorForm;
import dev.proofmark.compiler.OperatorForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import dev.proofmark.compiler.onnx.operators.OperatorTable;
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

    @Test
    void theReadmeGivesTheNumberOfOperators() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .as("README.md, What it can prove: the number of operators in the table")
                .contains(" " + OperatorTable.all().size() + " operators are known");
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
                """.formatted(OperatorForms.newestOpset()));
        OperatorForms.all().forEach(form -> text.append(row(form)));
        return text.toString();
    }

    private static String row(OperatorForm form) {
        String opsets = form.since() + (form.until().isEmpty() ? "+" : "-" + form.until().getAsInt());
        String most = form.mostInputs().isEmpty() ? "any" : Integer.toString(form.mostInputs().getAsInt());
        String inputs = most.equals(Integer.toString(form.leastInputs())) ? most : form.leastInputs() + " to " + most;
        String attributes = form.attributes().stream().map(OperatorsDocumentTest::attribute).collect(Collectors.joining(", "));
        return "| " + form.name() + " | " + opsets + " | " + inputs + " | " + attributes + " | "
                + String.join(", ", form.notes()) + " |\n";
    }

    private static String attribute(OperatorForm.Attribute rule) {
        String name = rule.required() ? rule.name() + " (required)" : rule.name();
        return rule.accepted().isEmpty() ? name : name + " [" + String.join(", ", rule.accepted()) + "]";
    }
}
