package dev.proofmark.service.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/problems.md` lists the codes that there are. Written anew with `-Dproofmark.docs.write=true`.
class ProblemsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/problems.md");

    @Test
    void theDocumentListsEveryCode() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("proofmark.docs.write")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/problems.md; to write it: ./mvnw test -Dtest=ProblemsDocumentTest -Dproofmark.docs.write=true")
                .isEqualTo(expected);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Problem codes

                Generated from the code; do not edit. Every answer that is not a success is an RFC 9457 problem
                (`application/problem+json`): `status`, `title`, `detail`, `instance`, and for programs a `code`; where it applies
                `expected` and `actual`, and `problems` where there can be several findings. `type` is `urn:proofmark:problem:` and
                the code. Codes are never renamed, and new ones may come. Which operation answers with which of them is in the API's
                description.

                | code | status | what it means | what to do |
                | --- | --- | --- | --- |
                """);
        for (ProblemCode code : ProblemCode.values()) {
            text.append("| `%s` | %d | %s | %s |\n"
                    .formatted(code.wire(), code.status().value(), code.title(), code.advice()));
        }
        text.append("""

                ## Findings about a model

                The `problems` of a `model-rejected`, on an answer to an upload or on the page of a model that is `FAILED`.

                | code | what it means |
                | --- | --- |
                """);
        for (dev.proofmark.compiler.ProblemCode code : dev.proofmark.compiler.ProblemCode.values()) {
            text.append("| `%s` | %s |\n".formatted(code.wire(), code.meaning()));
        }
        return text.toString();
    }
}
