package dev.proofmark.proving.verifier;

import dev.proofmark.circuit.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An answer as one line of JSON, with the field names of the service's own verdicts. A terminal shows it as it is: what is
/// not plain is written as an escape.
final class AnswerJson {
    private AnswerJson() {
    }

    static String of(Answer answer) {
        return switch (answer) {
            case Answer.Valid(ProvenFacts facts, String keyFile, String proofFile) -> object(
                    field("valid", "true"),
                    field("proven", array(facts.lines(), AnswerJson::string)),
                    field("inputVisibility", string(facts.privateInputs().isEmpty() ? "public" : "private")),
                    field("inputs", values(facts.inputs())),
                    field("outputs", values(facts.outputs())),
                    field("privateOutputs", array(facts.privateOutputs(), AnswerJson::string)),
                    field("context", string(facts.context())),
                    field("registration", string(facts.registration() == VerificationResult.Registration.PROVEN ? "proven" : "rebuilt")),
                    field("digests", object(field("key", string(facts.keyDigest())), field("verificationKey", string(keyFile)),
                            field("proof", string(proofFile)))),
                    field("securityBits", String.valueOf(ProvenFacts.SECURITY_BITS)),
                    field("meaning", string(ProvenFacts.MEANING)));
            case Answer.Invalid(String code, String reason) -> object(
                    field("valid", "false"), field("reasonCode", string(code)), field("reason", string(reason)));
            case Answer.Unusable(String problem) -> object(field("unusable", string(problem)));
        };
    }

    private static String values(List<ProvenFacts.NamedValues> named) {
        return object(named.stream().map(v -> field(v.name(), object(
                field("shape", array(Arrays.stream(v.shape()).boxed().toList(), String::valueOf)),
                field("values", array(Arrays.stream(v.values()).boxed().toList(), AnswerJson::number))))).toArray(String[]::new));
    }

    /// JSON has no infinities.
    private static String number(double value) {
        return Double.isFinite(value) ? String.valueOf(value) : "null";
    }

    private static String object(String... fields) {
        return "{" + String.join(",", fields) + "}";
    }

    private static <T> String array(List<T> elements, Function<T, String> text) {
        return elements.stream().map(text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String field(String name, String value) {
        return string(name) + ":" + value;
    }

    static String string(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(codePoint -> {
            if (codePoint == '"' || codePoint == '\\') {
                quoted.append('\\').append((char) codePoint);
            } else if (PlainText.isPlain(Character.toString(codePoint))) {
                quoted.appendCodePoint(codePoint);
            } else {
                for (char unit : Character.toChars(codePoint)) {
                    quoted.append("\\u%04x".formatted((int) unit));
                }
            }
        });
        return quoted.append('"').toString();
    }
}
