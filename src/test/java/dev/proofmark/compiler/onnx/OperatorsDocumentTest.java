package dev.proofmark.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

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

                Weights of `Conv`, one operand of `MatMul` and `Gemm`, and everything that was an attribute once (shapes, axes,
                pads, bounds) must not depend on the input. Convolution is over one or two axes. `Pow` takes a single number as
                base or exponent.

                | operator | opsets | inputs | attributes | |
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
                        .map(rule -> rule.accepted().isEmpty() ? rule.name() : rule.name() + " [" + String.join(", ", rule.accepted()) + "]")
                        .collect(Collectors.joining(", "));
        return "| " + form.name() + " | " + opsets + " | " + inputs + " | " + attributes + " | "
                + (form.constantsOnly() ? "constants only" : "") + " |\n";
    }
}
