package dev.proofmark.service.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.proofmark.service.platform.PrintableText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// An error as RFC 9457 problem details: the only form in which this service answers anything but a success.
///
/// `actual` never has a value of a private input or of a model's weights.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "RFC 9457 problem details")
public record Problem(
        @Schema(description = "`urn:proofmark:problem:` followed by the code",
                example = "urn:proofmark:problem:input-shape") String type,
        @Schema(description = "What the code means", example = "An input has the wrong shape") String title,
        @Schema(description = "The HTTP status", example = "422") int status,
        @Schema(description = "What is wrong with this very request",
                example = "the input 'applicant' has another shape") @Nullable String detail,
        @Schema(description = "The path that was asked for",
                example = "/v1/models/6f0c8c9e-6c1b-4f0e-9d5e-0f6d0c1f2a3b/proofs") @Nullable String instance,
        @Schema(description = "The reason, for programs; the list only grows, and every operation says which ones it answers with",
                example = "input-shape") String code,
        @Schema(description = "What would have been accepted", example = "[1, 4]") @Nullable String expected,
        @Schema(description = "What came instead", example = "[1, 3]") @Nullable String actual,
        @Schema(description = "The single findings, where there can be several") @Nullable List<Finding> problems) {
    private static final int RETRY_SECONDS = 5;

    /// One finding among several.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Finding", description = "One finding among several")
    public record Finding(
            @Schema(description = "The reason, for programs; the list only grows", example = "unsupported-operator") String code,
            @Schema(description = "The name of the model's node, value or file; absent when it is the whole model",
                    example = "/rnn/GRU") @Nullable String node,
            @Schema(description = "That node's operator with its domain and opset",
                    example = "GRU (ai.onnx 17)") @Nullable String operator,
            @Schema(description = "What is wrong, in one sentence",
                    example = "No such operator here.") String message,
            @Schema(description = "What would have been accepted",
                    example = "an operator of docs/operators.md") @Nullable String expected,
            @Schema(description = "What was found", example = "GRU") @Nullable String actual) {
        public Finding {
            node = PrintableText.of(node);
            operator = PrintableText.of(operator);
            message = PrintableText.of(message);
            expected = PrintableText.of(expected);
            actual = PrintableText.of(actual);
        }
    }

    public Problem {
        detail = PrintableText.of(detail);
        instance = PrintableText.of(instance);
        expected = PrintableText.of(expected);
        actual = PrintableText.of(actual);
    }

    public static Problem of(ProblemCode code, String detail, String instance) {
        return of(code, detail, instance, null, null, null);
    }

    public static Problem of(
            ProblemCode code, String detail, String instance, String expected, String actual, List<Finding> problems) {
        return new Problem("urn:proofmark:problem:" + code.wire(), code.title(), code.status().value(), detail, instance,
                code.wire(), expected, actual, problems == null || problems.isEmpty() ? null : List.copyOf(problems));
    }

    public Problem at(String address) {
        return new Problem(type, title, status, detail, address, code, expected, actual, problems);
    }

    /// Seconds after which the same request is worth another try; empty where it will fail again.
    OptionalInt retryAfterSeconds() {
        boolean passing = Arrays.stream(ProblemCode.values()).anyMatch(one -> one.wire().equals(code) && one.passing());
        boolean ended = "FAILED".equals(actual) || "CANCELLED".equals(actual);
        return passing && !ended ? OptionalInt.of(RETRY_SECONDS) : OptionalInt.empty();
    }
}
