package dev.proofmark.service.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.proofmark.service.platform.PrintableText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// An error as RFC 9457 problem details: the only form in which this service answers anything but a success.
///
/// @param type `urn:proofmark:problem:` followed by the code
/// @param detail what is wrong with this very request
/// @param code the reason, for programs; its list only grows
/// @param expected what would have been accepted
/// @param actual what came instead; never a value of a private input or of a model's weights
/// @param problems the single findings, where there can be several
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "RFC 9457 problem details")
public record Problem(
        @Schema(example = "urn:proofmark:problem:input-shape") String type,
        String title,
        @Schema(example = "422") int status,
        String detail,
        String instance,
        @Schema(example = "input-shape") String code,
        @Schema(example = "[1, 4]") String expected,
        @Schema(example = "[1, 3]") String actual,
        List<Finding> problems) {
    private static final int RETRY_SECONDS = 5;

    /// One finding among several.
    ///
    /// @param node the model's node it is about
    /// @param operator that node's operator, as `domain:Operator` where the domain is not the default one
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Finding", description = "One finding among several")
    public record Finding(String code, String node, String operator, String message, String expected, String actual) {
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
