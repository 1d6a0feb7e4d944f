package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.ApiDescription;
import dev.proofmark.service.testing.ApiDescription.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The links of the API's description lead from values that answers have to parameters that operations take, and everywhere.
class OperationLinksTest {
    private static final String BODY = "$response.body#";

    private final ApiDescription api = ApiDescription.committed();
    private final Map<String, Operation> operations =
            api.operations().stream().collect(Collectors.toMap(Operation::id, Function.identity()));

    private record Link(Operation from, JsonNode answer, JsonNode node) {
        String to() {
            return node.path("operationId").stringValue();
        }
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        api.operations().forEach(operation -> operation.responses().forEach(
                answer -> answer.path("links").forEach(link -> links.add(new Link(operation, answer, link)))));
        return links;
    }

    @Test
    void everyLinkFillsParametersOfItsOperationWithValuesOfItsAnswer() {
        assertThat(links()).hasSizeGreaterThan(20).allSatisfy(link -> {
            assertThat(operations).containsKey(link.to());
            assertThat(link.node().get("parameters").properties()).isNotEmpty().allSatisfy(parameter -> {
                assertThat(operations.get(link.to()).node().get("parameters").valueStream())
                        .as(link.to()).anyMatch(taken -> taken.get("name").stringValue().equals(parameter.getKey()));
                String value = parameter.getValue().stringValue();
                assertThat(value).startsWith(BODY);
                JsonNode schema = link.answer().at("/content/application~1json/schema");
                for (String step : value.substring(BODY.length() + 1).split("/")) {
                    schema = resolved(schema).path("properties").path(step);
                    assertThat(schema.isMissingNode()).as("%s: %s has %s", link.from().id(), value, step).isFalse();
                }
            });
        });
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").stringValue("");
        return reference.isEmpty() ? schema : api.document().at(reference.substring(1));
    }

    @Test
    void whatAnUploadLeadsToIsEveryOperationOfOneModelOrProof() {
        Set<String> reached = new TreeSet<>(Set.of("createModel"));
        int before;
        do {
            before = reached.size();
            links().stream().filter(link -> reached.contains(link.from().id())).map(Link::to).forEach(reached::add);
        } while (reached.size() > before);
        assertThat(reached).containsAll(api.operations().stream().filter(operation -> operation.path().contains("{"))
                .map(Operation::id).toList());
    }
}
