package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.testing.ApiDescription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API's description is complete and agrees with itself; that the service agrees with it is checked at every answer to a
/// test, see `Api`.
class ApiDescriptionTest {
    private final ApiDescription api = ApiDescription.committed();

    private record Place(String path, JsonNode node) {}

    private static final List<String> IN_REQUESTS_ONLY = List.of("ModelForm", "ProofForm", "VerificationForm",
            "ProofRequest", "ProofRequestByName", "ProofRequestInOrder", "Calibration", "ModelOptions");

    @Test
    void everySchemaOfAnAnswerSaysWhatIsAlwaysThere() {
        assertThat(schemas().filter(place -> !IN_REQUESTS_ONLY.contains(place.path()))
                .filter(place -> place.node().path("type").stringValue("").equals("object"))
                .filter(place -> place.node().path("required").isEmpty())
                .map(Place::path)).as("schemas without required").isEmpty();
    }

    @Test
    void everythingHasADescription() {
        List<Place> places = new ArrayList<>(schemas().toList());
        schemas().forEach(schema -> schema.node().path("properties").properties()
                .forEach(property -> places.add(new Place(schema.path() + "." + property.getKey(), property.getValue()))));
        api.operations().forEach(operation -> {
            operation.node().path("parameters")
                    .forEach(parameter -> places.add(new Place(operation.id() + " " + parameter.get("name"), parameter)));
            operation.responses().properties().forEach(response -> {
                places.add(new Place(operation.id() + " " + response.getKey(), response.getValue()));
                response.getValue().path("headers").properties().forEach(header -> places
                        .add(new Place(operation.id() + " " + response.getKey() + " " + header.getKey(), header.getValue())));
            });
        });
        assertThat(places).hasSizeGreaterThan(250);
        assertThat(places.stream()
                .filter(place -> place.node().path("description").stringValue(referred(place.node())).isBlank())
                .map(Place::path)).as("places without a description").isEmpty();
    }

    private String referred(JsonNode node) {
        String reference = node.path("$ref").stringValue("");
        return reference.isEmpty() ? "" : api.document().at(reference.substring(1)).path("description").stringValue("");
    }

    @Test
    void everyOperationListsItsProblemCodes() {
        Set<String> listed = new HashSet<>();
        for (ApiDescription.Operation operation : api.operations()) {
            operation.responses().properties().stream().filter(response -> response.getKey().matches("[45].*")).forEach(response -> {
                JsonNode codes = response.getValue().path("x-problem-codes");
                assertThat(codes).as(operation.id() + " " + response.getKey()).isNotEmpty();
                codes.forEach(code -> {
                    ProblemCode problem = Stream.of(ProblemCode.values()).filter(known -> known.wire().equals(code.stringValue()))
                            .findFirst().orElseThrow();
                    assertThat(problem.status().value()).as(operation.id() + " " + code)
                            .isEqualTo(Integer.parseInt(response.getKey()));
                    assertThat(response.getValue().get("description").stringValue()).contains("`" + problem.wire() + "`");
                    listed.add(problem.wire());
                });
            });
            assertThat(operation.responses().propertyNames()).as(operation.id()).contains("500").anyMatch(status -> status.startsWith("2"));
        }
        Set<ProblemCode> elsewhere = Set.of(
                ProblemCode.NOT_FOUND, ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.NOT_IMPLEMENTED,
                ProblemCode.VERSION_NOT_SUPPORTED, // no operation at all
                ProblemCode.WORK_FAILED, ProblemCode.UPLOAD_MISSING); // on the pages of jobs
        assertThat(Stream.of(ProblemCode.values()).filter(code -> !elsewhere.contains(code)).map(ProblemCode::wire))
                .as("codes that no operation lists: name them in its @Problems").allMatch(listed::contains);
    }

    @Test
    void everyExampleHasTheFormOfItsSchema() {
        List<String> faults = new ArrayList<>();
        int[] seen = {0};
        schemas().forEach(place -> {
            check(place, seen, faults);
            place.node().path("properties").properties()
                    .forEach(property -> check(new Place(place.path() + "." + property.getKey(), property.getValue()), seen, faults));
        });
        api.operations().forEach(operation -> operation.node().path("requestBody").path("content")
                .forEach(content -> content.path("examples").properties().forEach(example -> {
                    seen[0]++;
                    api.faults(content.get("schema"), example.getValue().get("value"))
                            .forEach(fault -> faults.add(operation.id() + " " + example.getKey() + ": " + fault));
                })));
        assertThat(seen[0]).isGreaterThan(50);
        assertThat(faults).isEmpty();
    }

    @Test
    void anAnswerThatIsNotDescribedIsFound() {
        byte[] model = "{\"id\": \"7\", \"colour\": 1}".getBytes(StandardCharsets.UTF_8);
        byte[] problem = ("{\"type\": \"t\", \"title\": \"t\", \"status\": 404, \"code\": \"proof-not-found\"}")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> json = Map.of("content-type", List.of("application/json"));
        Map<String, List<String>> problems = Map.of("content-type", List.of("application/problem+json"));
        assertThat(api.faults("GET", "/v1/models/7", 200, json, model))
                .anyMatch(fault -> fault.contains("colour")).anyMatch(fault -> fault.contains("createdAt"));
        assertThat(api.faults("GET", "/v1/models/7", 404, problems, problem)).hasSize(1).first().asString().contains("proof-not-found");
        assertThat(api.faults("GET", "/v1/models/7", 418, json, model)).hasSize(1);
        assertThat(api.faults("GET", "/v1/models/7", 200, Map.of("content-type", List.of("text/html")), model)).hasSize(1);
        assertThat(api.faults("GET", "/v1/proofs/7/proof", 200, Map.of("content-type", List.of("application/octet-stream")), model))
                .anyMatch(fault -> fault.contains("ETag"));
    }

    private void check(Place place, int[] seen, List<String> faults) {
        JsonNode example = place.node().get("example");
        if (example == null) {
            return;
        }
        seen[0]++;
        api.faults(place.node(), example).forEach(fault -> faults.add(place.path() + ": " + fault));
        if (place.node().has("contentSchema")) {
            api.faults(place.node().get("contentSchema"), JsonMapper.shared().readTree(example.stringValue()))
                    .forEach(fault -> faults.add(place.path() + ": " + fault));
        }
    }

    private Stream<Place> schemas() {
        return api.document().at("/components/schemas").properties().stream()
                .map((Map.Entry<String, JsonNode> schema) -> new Place(schema.getKey(), schema.getValue()));
    }
}
